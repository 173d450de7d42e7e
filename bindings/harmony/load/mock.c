/* Node-API as far as the library uses it, for loading it where there is neither a phone nor Node.
 * Values are never freed: the host calls a few functions and ends. */
#include "mock.h"
#include <stdlib.h>
#include <string.h>

struct module registered;
int registrations, hooks;
struct property exports[MOST];
int exported;
struct value *thrown;

static struct value **arguments;
static size_t given;
static void *function_data;

static struct value *make(int kind) {
    struct value *value = calloc(1, sizeof *value);
    value->kind = kind;
    return value;
}
struct value *number(double number) {
    struct value *value = make(NUMBER);
    value->number = number;
    return value;
}
struct value *text(const char *text) {
    struct value *value = make(STRING);
    value->text = strdup(text);
    return value;
}
struct value *flag(int flag) {
    struct value *value = make(BOOLEAN);
    value->number = flag;
    return value;
}

struct value *call(const char *name, size_t count, struct value **values) {
    for (int at = 0; at < exported; at++) {
        if (strcmp(exports[at].name, name)) continue;
        arguments = values, given = count, function_data = exports[at].data, thrown = NULL;
        return exports[at].method((void *)1, (void *)1);
    }
    return NULL;
}

/* What the loader of the system does: it keeps a copy. */
void napi_module_register(struct module *module) {
    registered = *module;
    registrations++;
}
int napi_define_properties(void *env, void *object, size_t count, const struct property *list) {
    for (size_t at = 0; at < count && exported < MOST; at++) exports[exported++] = list[at];
    return 0;
}
int napi_get_cb_info(void *env, void *info, size_t *count, struct value **values, void **this, void **data) {
    for (size_t at = 0; at < *count; at++) values[at] = at < given ? arguments[at] : make(UNDEFINED);
    *count = given;
    *data = function_data;
    return 0;
}
int napi_typeof(void *env, struct value *value, int *kind) { *kind = value->kind; return 0; }
int napi_get_value_double(void *env, struct value *value, double *out) {
    if (value->kind != NUMBER) return 6;
    *out = value->number;
    return 0;
}
int napi_get_value_bool(void *env, struct value *value, _Bool *out) {
    if (value->kind != BOOLEAN) return 7;
    *out = value->number != 0;
    return 0;
}
int napi_get_value_string_utf8(void *env, struct value *value, char *buffer, size_t room, size_t *length) {
    if (value->kind != STRING) return 3;
    size_t whole = strlen(value->text);
    if (buffer) {
        if (whole > room - 1) whole = room - 1;
        memcpy(buffer, value->text, whole);
        buffer[whole] = 0;
    }
    *length = whole;
    return 0;
}
int napi_create_double(void *env, double value, struct value **out) { *out = number(value); return 0; }
int napi_get_boolean(void *env, _Bool value, struct value **out) { *out = flag(value); return 0; }
int napi_create_string_utf8(void *env, const char *start, size_t length, struct value **out) {
    *out = make(STRING);
    (*out)->text = strndup(start, length);
    return 0;
}
int napi_create_error(void *env, struct value *code, struct value *message, struct value **out) {
    *out = make(OBJECT);
    (*out)->text = code->text;
    return 0;
}
int napi_throw(void *env, struct value *error) { thrown = error; return 0; }
int napi_add_env_cleanup_hook(void *env, void (*hook)(void *), void *data) { hooks++; return 0; }
int napi_create_threadsafe_function(void *env, void *f, void *resource, void *name, size_t most, size_t threads,
                                    void *data, void *end, void *context, void *run, void **out) {
    *out = (void *)1;
    return 0;
}

#define GIVES(name, kind) int name(void *env, struct value **out) { *out = make(kind); return 0; }
GIVES(napi_get_undefined, UNDEFINED)
GIVES(napi_get_and_clear_last_exception, UNDEFINED)
GIVES(napi_create_object, OBJECT)
int napi_create_array_with_length(void *env, size_t length, struct value **out) { *out = make(OBJECT); return 0; }

/* Imported, and not called by the host's calls: they refuse. */
#define REFUSES(name) int name(void) { return 9; }
REFUSES(napi_is_array) REFUSES(napi_get_array_length) REFUSES(napi_get_element) REFUSES(napi_is_typedarray)
REFUSES(napi_get_typedarray_info) REFUSES(napi_create_arraybuffer) REFUSES(napi_create_typedarray)
REFUSES(napi_set_property) REFUSES(napi_set_element) REFUSES(napi_create_promise) REFUSES(napi_resolve_deferred)
REFUSES(napi_reject_deferred) REFUSES(napi_create_reference) REFUSES(napi_delete_reference)
REFUSES(napi_get_reference_value) REFUSES(napi_call_function) REFUSES(napi_open_handle_scope)
REFUSES(napi_close_handle_scope) REFUSES(napi_ref_threadsafe_function) REFUSES(napi_unref_threadsafe_function)
REFUSES(napi_call_threadsafe_function) REFUSES(napi_release_threadsafe_function)
