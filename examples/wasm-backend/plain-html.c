/* A backend of Teiwright as a WebAssembly module: HTML without ornament.

   `teiwright.h` has the memory, the JSON and the answer; what stands here is the format. */

#include "teiwright.h"

/* The versions of the contract that it understands: the name of this export says it, and nobody calls it. */
EXPORT(teiwright_api_1_0_to_1) void api(void) {}

static const byte DESCRIPTION[] =
    "{\"api\":{\"min\":\"1.0\",\"max\":\"1\"},\"name\":\"plain-html\",\"version\":\"0.1.0\","
    "\"summary\":\"HTML without ornament\",\"media_types\":[\"text/html\"],\"extension\":\"html\","
    "\"options\":[{\"name\":\"notes\",\"kind\":\"flag\",\"default\":\"true\",\"help\":\"the notes below the text\"}]}";

EXPORT(teiwright_describe) u64 describe(void) {
    return ((u64)(u32)DESCRIPTION << 32) | (sizeof(DESCRIPTION) - 1);
}

static void put_char(u32 c) {
    byte utf8[4];
    u32 len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const byte first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (u32 i = len; i-- > 1; c >>= 6) utf8[i] = 0x80 | (c & 0x3F);
    utf8[0] = (byte)(first[len] | c);
    put((str){utf8, len});
}

static str entity(u32 c) {
    switch (c) {
    case '<': return S("&lt;");
    case '>': return S("&gt;");
    case '&': return S("&amp;");
    case '"': return S("&quot;");
    default: return (str){0};
    }
}

static u32 hex(const byte *at) {
    u32 number = 0;
    for (u32 i = 0; i < 4; i++) {
        byte c = at[i] | 0x20;
        number = number << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return number;
}

/* What an escape of JSON stands for; the rest of the text begins after it. */
static u32 escape(str *text) {
    byte c = text->at[1];
    u32 len = 2, number = c;
    switch (c) {
    case 'n': number = '\n'; break;
    case 't': number = '\t'; break;
    case 'r': number = '\r'; break;
    case 'b': number = '\b'; break;
    case 'f': number = '\f'; break;
    case 'u':
        number = hex(text->at + 2);
        len = 6;
        if (number >= 0xD800 && number < 0xDC00 && text->len >= 12) {
            number = 0x10000 + ((number & 0x3FF) << 10) + (hex(text->at + 8) & 0x3FF);
            len = 12;
        }
    }
    text->at += len;
    text->len -= len;
    return number;
}

/* Text of the Document, whose special characters mean themselves. */
static void put_text(str text) {
    while (text.len) {
        u32 plain = 0;
        while (plain + 8 <= text.len) {
            u64 eight = tw_eight(text.at + plain);
            if (tw_has(eight, '<') | tw_has(eight, '>') | tw_has(eight, '&') | tw_has(eight, '"') | tw_has(eight, '\\')) break;
            plain += 8;
        }
        while (plain < text.len) {
            byte c = text.at[plain];
            if (c == '\\' || entity(c).len) break;
            plain++;
        }
        put((str){text.at, plain});
        text.at += plain;
        text.len -= plain;
        if (!text.len) return;
        u32 c = *text.at;
        if (c == '\\') c = escape(&text);
        else text.at++, text.len--;
        str as = entity(c);
        if (as.len) put(as);
        else put_char(c);
    }
}

static void inlines(node *list);
static void blocks(node *list);

static u32 heading_level = 1;

static int is(node *object, str key, str value) { return tw_same(tw_text(object, key), value); }

/* An element around running text. */
static void element(str name, node *content) {
    put(S("<"));
    put(name);
    put(S(">"));
    inlines(content);
    put(S("</"));
    put(name);
    put(S(">"));
}

static void line(str name, node *content) {
    element(name, content);
    put(S("\n"));
}

static int is_address(str text) {
    return (text.len > 8 && (tw_same((str){text.at, 8}, S("https://")) || tw_same((str){text.at, 7}, S("http://"))));
}

static void inline_node(node *it) {
    str kind = tw_text(it, S("inline"));
    node *content = tw_get(it, S("content"));
    if (tw_same(kind, S("text"))) {
        put_text(tw_text(it, S("text")));
    } else if (tw_same(kind, S("emphasis"))) {
        element(is(it, S("rend"), S("bold")) ? S("b") : S("em"), content);
    } else if (tw_same(kind, S("note-ref"))) {
        put(S("<sup>"));
        put_text(tw_text(it, S("marker")));
        put(S("</sup>"));
    } else if (tw_same(kind, S("break"))) {
        put(is(it, S("unit"), S("line")) ? S("<br>") : S(" "));
    } else if (tw_same(kind, S("alternate"))) {
        u32 preferred = tw_number(tw_get(it, S("preferred")));
        node *readings = tw_get(it, S("readings"));
        node *reading = readings ? readings->first : 0;
        while (reading && preferred--) reading = reading->next;
        inlines(tw_get(reading, S("content")));
    } else if (tw_same(kind, S("link")) && is_address(tw_text(it, S("target")))) {
        str target = tw_text(it, S("target"));
        put(S("<a href=\""));
        put_text(target);
        put(S("\">"));
        if (content && content->first) inlines(content);
        else put_text(target);
        put(S("</a>"));
    } else {
        inlines(content);
    }
}

static void inlines(node *list) {
    for (node *it = list ? list->first : 0; it; it = it->next) inline_node(it);
}

static void headings(node *list) {
    static const str names[] = {S("h1"), S("h2"), S("h3"), S("h4"), S("h5"), S("h6")};
    for (node *it = list ? list->first : 0; it; it = it->next) {
        int title = is(it, S("role"), S("main")) || is(it, S("role"), S("number"));
        line(title ? names[heading_level < 6 ? heading_level - 1 : 5] : S("p"), tw_get(it, S("content")));
    }
}

static void list_block(node *it) {
    int ordered = is(it, S("kind"), S("ordered"));
    headings(tw_get(it, S("heads")));
    put(ordered ? S("<ol>\n") : S("<ul>\n"));
    node *items = tw_get(it, S("items"));
    for (node *item = items ? items->first : 0; item; item = item->next) {
        put(S("<li>"));
        node *label = tw_get(item, S("label"));
        if (!ordered && label) element(S("b"), label);
        blocks(tw_get(item, S("blocks")));
        put(S("</li>\n"));
    }
    put(ordered ? S("</ol>\n") : S("</ul>\n"));
}

static void table_block(node *it) {
    headings(tw_get(it, S("heads")));
    put(S("<table>\n"));
    node *rows = tw_get(it, S("rows"));
    for (node *row = rows ? rows->first : 0; row; row = row->next) {
        put(S("<tr>"));
        node *cells = tw_get(row, S("cells"));
        for (node *cell = cells ? cells->first : 0; cell; cell = cell->next)
            element(is(row, S("labels"), S("true")) ? S("th") : S("td"), tw_get(cell, S("content")));
        put(S("</tr>\n"));
    }
    put(S("</table>\n"));
}

static void block(node *it) {
    str kind = tw_text(it, S("block"));
    node *content = tw_get(it, S("content"));
    if (tw_same(kind, S("paragraph"))) {
        line(S("p"), content);
    } else if (tw_same(kind, S("division"))) {
        put(S("<section>\n"));
        headings(tw_get(it, S("heads")));
        heading_level++;
        blocks(tw_get(it, S("blocks")));
        heading_level--;
        put(S("</section>\n"));
    } else if (tw_same(kind, S("quotation")) || tw_same(kind, S("epigraph"))) {
        put(S("<blockquote>\n"));
        blocks(tw_get(it, S("blocks")));
        node *source = tw_get(it, S("source"));
        if (source) line(S("p"), source);
        put(S("</blockquote>\n"));
    } else if (tw_same(kind, S("list"))) {
        list_block(it);
    } else if (tw_same(kind, S("table"))) {
        table_block(it);
    } else if (tw_same(kind, S("break"))) {
        if (is(it, S("unit"), S("section"))) put(S("<hr>\n"));
    } else {
        /* Every other kind, one that is not known yet too: what is in it. */
        static const str leaves[] = {S("content"), S("speaker"), S("caption"), S("description")};
        headings(tw_get(it, S("heads")));
        for (u32 i = 0; i < sizeof(leaves) / sizeof(*leaves); i++) {
            node *leaf = tw_get(it, leaves[i]);
            if (leaf && leaf->first) line(S("p"), leaf);
        }
        node *parts = tw_get(it, S("parts"));
        for (node *part = parts ? parts->first : 0; part; part = part->next) line(S("p"), tw_get(part, S("content")));
        blocks(tw_get(it, S("blocks")));
    }
}

static void blocks(node *list) {
    for (node *it = list ? list->first : 0; it; it = it->next) block(it);
}

static void part(node *it) {
    headings(tw_get(it, S("heads")));
    blocks(tw_get(it, S("blocks")));
}

static void notes(node *list) {
    if (!list || !list->first) return;
    put(S("<hr>\n"));
    for (node *it = list->first; it; it = it->next) {
        put(S("<div>"));
        put_text(tw_text(it, S("marker")));
        blocks(tw_get(it, S("blocks")));
        put(S("</div>\n"));
    }
}

EXPORT(teiwright_render) u64 render(const byte *request, u32 bytes) {
    u32 first = 0;
    while (first < bytes && request[first] != '\n') first++;
    node *head = tw_json(request, first);
    node *document = tw_json(request + first + 1, tw_number(tw_get(head, S("bytes"))));

    tw_begin(bytes);
    put(S("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>"));
    node *titles = tw_get(tw_get(document, S("metadata")), S("titles"));
    put_text(tw_text(tw_get(titles ? titles->first : 0, S("words")), S("text")));
    put(S("</title>\n"));
    part(tw_get(document, S("front")));
    part(tw_get(document, S("body")));
    part(tw_get(document, S("back")));
    if (!is(tw_get(head, S("options")), S("notes"), S("false"))) notes(tw_get(document, S("notes")));
    return tw_finish(S("text.html"));
}
