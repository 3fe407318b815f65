/* What a backend in C needs and a module without a library does not have: memory, a reader of JSON, an answer.
   One file includes it. */

typedef unsigned char byte;
typedef unsigned int u32;
typedef unsigned long long u64;

#define EXPORT(name) __attribute__((export_name(#name)))

/* Memory: taken from the end, never given back, since each run is in an instance of its own. */

extern byte __heap_base;
static u32 tw_free;

static void *tw_take(u64 bytes) {
    if (!tw_free) tw_free = ((u32)&__heap_base + 15) & ~15u;
    u32 start = tw_free;
    u64 end = (start + bytes + 15) & ~15ull;
    u64 there = (u64)__builtin_wasm_memory_size(0) << 16;
    if (end > there) {
        /* Half as much again, at least: to grow may be to copy all that there is. */
        u64 more = end - there > there / 2 ? end - there : there / 2;
        u64 pages = (more + 65535) >> 16;
        if (there + more > 0xFFFF0000ull || (int)__builtin_wasm_memory_grow(0, (u32)pages) < 0) __builtin_trap();
    }
    tw_free = (u32)end;
    return (void *)start;
}

EXPORT(teiwright_alloc) void *teiwright_alloc(u32 bytes) { return tw_take(bytes); }

/* Copies; the engine does it in one step (bulk memory). */
static void tw_copy(byte *to, const byte *from, u32 bytes) { __builtin_memcpy(to, from, bytes); }

/* Text that is not ended by a zero. */
typedef struct {
    const byte *at;
    u32 len;
} str;

#define S(literal) ((str){(const byte *)(literal), sizeof(literal) - 1})

static int tw_same(str a, str b) {
    if (a.len != b.len) return 0;
    for (u32 i = 0; i < a.len; i++)
        if (a.at[i] != b.at[i]) return 0;
    return 1;
}

/* JSON as a tree. The text of a string is as it stands, with its escapes. */

typedef struct node {
    byte type; /* one of { [ " and 0, for numbers and words */
    byte escaped;
    str key;
    str text;
    struct node *first;
    struct node *next;
} node;

static const byte *tw_at, *tw_end;

/* Eight bytes at a time: whether one of them is `c` (the trick of Alan Mycroft). */
static u64 tw_has(u64 eight, byte c) {
    u64 x = eight ^ (0x0101010101010101ull * c);
    return (x - 0x0101010101010101ull) & ~x & 0x8080808080808080ull;
}

static u64 tw_eight(const byte *at) {
    u64 eight;
    __builtin_memcpy(&eight, at, 8);
    return eight;
}

static void tw_space(void) {
    while (tw_at < tw_end && *tw_at <= ' ') tw_at++;
}

static str tw_string(byte *escaped) {
    const byte *start = ++tw_at;
    *escaped = 0;
    for (;;) {
        while (tw_at + 8 <= tw_end) {
            u64 eight = tw_eight(tw_at);
            if (tw_has(eight, '"') | tw_has(eight, '\\')) break;
            tw_at += 8;
        }
        while (tw_at < tw_end && *tw_at != '"' && *tw_at != '\\') tw_at++;
        if (tw_at >= tw_end) __builtin_trap();
        if (*tw_at == '"') break;
        *escaped = 1;
        tw_at += 2;
    }
    return (str){start, (u32)(tw_at++ - start)};
}

static node *tw_value(void) {
    node *value = tw_take(sizeof(node));
    *value = (node){0};
    tw_space();
    if (tw_at >= tw_end) __builtin_trap();
    byte c = *tw_at;
    if (c == '{' || c == '[') {
        node **last = &value->first;
        value->type = c;
        tw_at++;
        for (;;) {
            tw_space();
            if (tw_at >= tw_end) __builtin_trap();
            if (*tw_at == ',') {
                tw_at++;
                continue;
            }
            if (*tw_at == '}' || *tw_at == ']') {
                tw_at++;
                return value;
            }
            str key = {0};
            byte escaped;
            if (c == '{') {
                key = tw_string(&escaped);
                tw_space();
                tw_at++; /* the colon */
            }
            node *inner = tw_value();
            inner->key = key;
            *last = inner;
            last = &inner->next;
        }
    }
    if (c == '"') {
        value->type = '"';
        value->text = tw_string(&value->escaped);
        return value;
    }
    const byte *start = tw_at;
    while (tw_at < tw_end && *tw_at != ',' && *tw_at != '}' && *tw_at != ']' && *tw_at > ' ') tw_at++;
    value->text = (str){start, (u32)(tw_at - start)};
    return value;
}

static node *tw_json(const byte *at, u32 len) {
    tw_at = at;
    tw_end = at + len;
    return tw_value();
}

/* A field of an object; 0 where there is none. */
static node *tw_get(node *object, str key) {
    for (node *field = object ? object->first : 0; field; field = field->next)
        if (tw_same(field->key, key)) return field;
    return 0;
}

static str tw_text(node *object, str key) {
    node *field = tw_get(object, key);
    return field ? field->text : (str){0};
}

static u32 tw_number(node *value) {
    u32 number = 0;
    for (u32 i = 0; value && i < value->text.len; i++) {
        byte c = value->text.at[i];
        if (c < '0' || c > '9') break;
        number = number * 10 + (c - '0');
    }
    return number;
}

/* The answer. Room is left before the file for its event. */

#define TW_ROOM 256

static byte *tw_out;
static u64 tw_len, tw_most;

static void tw_more(u32 bytes) {
    if (tw_len + bytes <= tw_most) return;
    u64 most = (tw_len + bytes) * 2;
    byte *bigger = tw_take(most);
    if (tw_len) tw_copy(bigger, tw_out, (u32)tw_len);
    tw_out = bigger;
    tw_most = most;
}

static void put(str text) {
    tw_more(text.len);
    tw_copy(tw_out + tw_len, text.at, text.len);
    tw_len += text.len;
}

static void put_number(u32 number) {
    byte digits[10];
    u32 at = 10;
    do {
        digits[--at] = '0' + number % 10;
        number /= 10;
    } while (number);
    put((str){digits + at, 10 - at});
}

/* Begins the file; `expected` is about how many bytes it will have. */
static void tw_begin(u32 expected) {
    tw_more(expected + TW_ROOM);
    tw_len = TW_ROOM;
}

/* Ends the file and the answer: what `teiwright_render` returns. */
static u64 tw_finish(str name) {
    byte *file = tw_out;
    u32 bytes = (u32)tw_len - TW_ROOM;
    put(S("\n{\"event\":\"done\",\"files\":1}\n"));
    file = tw_out;
    u32 end = (u32)tw_len;
    /* The event of the file is written behind, and moved before. */
    put(S("{\"event\":\"file\",\"name\":\""));
    put(name);
    put(S("\",\"bytes\":"));
    put_number(bytes);
    put(S("}\n"));
    file = tw_out;
    u32 head = (u32)tw_len - end;
    tw_copy(file + TW_ROOM - head, file + end, head);
    return ((u64)(u32)(file + TW_ROOM - head) << 32) | (end - TW_ROOM + head);
}
