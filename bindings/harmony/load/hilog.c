/* The system's log, for loading the library: it goes nowhere. */
int OH_LOG_Print(int kind, int level, unsigned domain, const char *tag, const char *format, ...) { return 0; }
