/* Loads the library as HarmonyOS does and holds it to a few answers.
 * usage: host <library> <options of open, as JSON, in a file> */
#include "mock.h"
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define CALL(name, ...) call(name, COUNT(((struct value *[]){__VA_ARGS__})), (struct value *[]){__VA_ARGS__})

static void expect(int holds, const char *what) {
    if (holds) return;
    printf("not so: %s (thrown: %s)\n", what, thrown ? thrown->text : "nothing");
    exit(1);
}
static int refused(struct value *answer, const char *code) {
    return !answer && thrown && !strcmp(thrown->text, code);
}
static char *read_all(const char *path) {
    FILE *file = fopen(path, "r");
    expect(file != NULL, "the options can be read");
    char *text = calloc(1, 1 << 20);
    expect(fread(text, 1, (1 << 20) - 1, file) > 0, "there are options");
    fclose(file);
    return text;
}

static void answers(double gate) {
    struct value *scan = CALL("prepare", text("qr-scan"), number(0), number(1), text("app"), flag(1));
    expect(scan && scan->number > 0, "an access is prepared");
    /* `policy_not_accepted`, and the step `accept_policy`. */
    double denied = 6 + 64 * 1;
    struct value *answer = CALL("check", number(gate), scan);
    expect(answer && answer->number == denied, "the policy has to be accepted first");
    answer = CALL("acquire", number(gate), scan);
    expect(answer && answer->number == -denied, "and there is no lease");
    answer = CALL("check", number(gate), number(7));
    expect(answer && answer->number == 1, "an access that is none is denied");
}
static void survives_nonsense(double gate) {
    expect(refused(CALL("check", number(gate)), "argument"), "a missing argument is refused");
    expect(refused(CALL("check", text("x"), number(1)), "argument"), "a wrong one is refused");
    expect(refused(CALL("open", text("{")), "argument"), "options that are none are refused");
    expect(refused(CALL("plan", number(0.5), number(-1)), "unknown"), "a handle that is none is refused");
    for (int at = 0; at < exported; at++) {
        struct value *odd[] = {text("\xff"), flag(0), number(-1e300), text(""), number(0.0 / 0.0)};
        for (size_t count = 0; count <= COUNT(odd); count++) call(exports[at].name, count, odd);
    }
}

int main(int count, char **words) {
    if (count != 3) return 2;
    void *library = dlopen(words[1], RTLD_NOW | RTLD_LOCAL);
    if (!library) return puts(dlerror()), 1;
    expect(registrations == 1, "it registers itself, once");
    expect(!strcmp(registered.name, "menshen_harmony"), "under the name that it is imported by");
    int object;
    expect(registered.begin((void *)1, &object) == &object && hooks == 1, "it begins in an environment");
    expect(exported > 0, "it has functions");
    struct value *gate = CALL("open", text(read_all(words[2])));
    expect(gate && gate->number > 0, "a gate opens");
    answers(gate->number);
    survives_nonsense(gate->number);
    answers(gate->number);
    struct value *closed = CALL("close", gate);
    expect(closed && closed->number == 1, "the gate closes");
    puts("loaded, registered once, answered, closed");
    return 0;
}
