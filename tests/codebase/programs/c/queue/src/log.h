void log_line(const char *format, ...);
int log_level(void);
