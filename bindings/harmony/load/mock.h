/* What the mock of Node-API and the host that calls through it share. */
#include <stddef.h>

enum { UNDEFINED, NONE, BOOLEAN, NUMBER, STRING, SYMBOL, OBJECT, FUNCTION, MOST = 128 };

struct value {
    int kind;
    double number;
    char *text;
};
struct module {
    int version;
    unsigned flags;
    const char *file;
    void *(*begin)(void *env, void *exports);
    const char *name;
    void *data, *reserved[4];
};
struct property {
    const char *name;
    void *name_value;
    struct value *(*method)(void *env, void *info);
    void *getter, *setter, *value;
    int attributes;
    void *data;
};

extern struct module registered;
extern int registrations, exported, hooks;
extern struct property exports[MOST];
extern struct value *thrown;

struct value *number(double number);
struct value *text(const char *text);
struct value *flag(int flag);
/* Calls a function of the library; NULL where it throws. */
struct value *call(const char *name, size_t count, struct value **values);
