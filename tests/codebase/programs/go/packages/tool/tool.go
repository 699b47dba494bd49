package tool

func Open(x string) {} // is tool.Open
