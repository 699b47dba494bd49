package store

type Reader interface {
	Read(key string) string
	Close() error
}
type Disk struct{ n int }

func (d *Disk) Read(key string) string { return key } // is Disk.Read
func (d *Disk) Close() error { return nil } // is Disk.Close

type Memory struct{}

func (m Memory) Read(key string) string { return tidy(key) } // is Memory.Read, calls tidy
func (m Memory) Close() error { return nil }

type Half struct{}

func (h Half) Read(key int) int { return key } // is Half.Read

type Cached struct {
	Reader
	hits int
}

func (c Cached) Close() error { // is Cached.Close
	return c.Reader.Close() // calls Disk.Close, Cached.Close
}

func tidy(key string) string { return key } // is tidy
func Open(kind string) Reader { // is Open
	if kind == "disk" {
		return &Disk{}
	}
	return Memory{}
}
func Each[T any](xs []T, f func(T)) { // is Each
	for _, x := range xs {
		f(x)
	}
}
