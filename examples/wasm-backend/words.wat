;; A backend of Teiwright written by hand: every word of the text, without markup, a block a line.
;;
;; It shows the whole interface in one file. It reads the Document as bytes: Teiwright writes JSON without white space
;; between tokens, so that a text node begins with `"text":"` and a block has `"block":`; inside of strings, quotation
;; marks have a backslash before them.
(module
  (memory (export "memory") 2)

  ;; The versions of the contract that it understands are in this name.
  (global (export "teiwright_api_1_0_to_1") i32 (i32.const 1))

  ;; What it says of itself: 162 bytes at 16.
  (data (i32.const 16) "{\"api\":{\"min\":\"1.0\",\"max\":\"1\"},\"name\":\"words\",\"version\":\"0.1.0\",\"summary\":\"every word of the text, without markup\",\"media_types\":[\"text/plain\"],\"extension\":\"txt\"}")
  (data (i32.const 1024) "{\"event\":\"file\",\"name\":\"text.txt\",\"bytes\":")
  (data (i32.const 1088) "\n{\"event\":\"done\",\"files\":1}\n")
  (data (i32.const 1152) "\"text\":\"")
  (data (i32.const 1168) "\"block\":")
  (data (i32.const 1184) "\"inline\":")

  (func (export "teiwright_describe") (result i64)
    (i64.or (i64.shl (i64.const 16) (i64.const 32)) (i64.const 162)))

  ;; Room for the request from 64 KiB on, and after it for an answer, which is no longer.
  (func (export "teiwright_alloc") (param $bytes i32) (result i32)
    (local $pages i32)
    (local.set $pages
      (i32.sub
        (i32.add (i32.shr_u (i32.mul (local.get $bytes) (i32.const 2)) (i32.const 16)) (i32.const 3))
        (memory.size)))
    (if (i32.gt_s (local.get $pages) (i32.const 0))
      (then
        (if (i32.lt_s (memory.grow (local.get $pages)) (i32.const 0)) (then (return (i32.const 0))))))
    (i32.const 65536))

  ;; Whether the eight bytes at `a` are those at `b`.
  (func $same (param $a i32) (param $b i32) (result i32)
    (i64.eq (i64.load (local.get $a)) (i64.load (local.get $b))))

  (func (export "teiwright_render") (param $at i32) (param $bytes i32) (result i64)
    (local $end i32) (local $start i32) (local $out i32) (local $c i32) (local $size i32) (local $digits i32)
    (local.set $end (i32.add (local.get $at) (local.get $bytes)))
    ;; The answer begins 64 bytes before its text: room for the event of the file.
    (local.set $start (i32.add (local.get $end) (i32.const 128)))
    (local.set $out (local.get $start))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (i32.add (local.get $at) (i32.const 8)) (local.get $end)))
        (if (call $same (local.get $at) (i32.const 1168))
          (then
            (i32.store8 (local.get $out) (i32.const 10))
            (local.set $out (i32.add (local.get $out) (i32.const 1)))))
        ;; A piece of running text. It stands by itself, so that a word that is set in two ways comes apart.
        (if (call $same (local.get $at) (i32.const 1184))
          (then
            (i32.store8 (local.get $out) (i32.const 32))
            (local.set $out (i32.add (local.get $out) (i32.const 1)))))
        (if (call $same (local.get $at) (i32.const 1152))
          (then
            (local.set $at (i32.add (local.get $at) (i32.const 8)))
            (block $ended
              (loop $more
                (local.set $c (i32.load8_u (local.get $at)))
                (br_if $ended (i32.eq (local.get $c) (i32.const 34)))
                (if (i32.eq (local.get $c) (i32.const 92))
                  (then
                    (local.set $at (i32.add (local.get $at) (i32.const 1)))
                    (local.set $c (i32.load8_u (local.get $at)))
                    ;; A control character, as \u00XX, is a space; so is what a letter stands for.
                    (if (i32.eq (local.get $c) (i32.const 117))
                      (then (local.set $at (i32.add (local.get $at) (i32.const 4)))))
                    (if (i32.gt_u (local.get $c) (i32.const 92))
                      (then (local.set $c (i32.const 32))))))
                (i32.store8 (local.get $out) (local.get $c))
                (local.set $out (i32.add (local.get $out) (i32.const 1)))
                (local.set $at (i32.add (local.get $at) (i32.const 1)))
                (br $more)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $next)))
    (local.set $size (i32.sub (local.get $out) (local.get $start)))
    (memory.copy (local.get $out) (i32.const 1088) (i32.const 28))
    (local.set $out (i32.add (local.get $out) (i32.const 28)))
    ;; The event of the file, from its end: line feed, brace, digits, and what is before them.
    (i32.store16 (i32.sub (local.get $start) (i32.const 2)) (i32.const 0x0A7D))
    (local.set $digits (i32.sub (local.get $start) (i32.const 2)))
    (loop $digit
      (local.set $digits (i32.sub (local.get $digits) (i32.const 1)))
      (i32.store8 (local.get $digits) (i32.add (i32.const 48) (i32.rem_u (local.get $size) (i32.const 10))))
      (local.set $size (i32.div_u (local.get $size) (i32.const 10)))
      (br_if $digit (local.get $size)))
    (local.set $digits (i32.sub (local.get $digits) (i32.const 42)))
    (memory.copy (local.get $digits) (i32.const 1024) (i32.const 42))
    (i64.or
      (i64.shl (i64.extend_i32_u (local.get $digits)) (i64.const 32))
      (i64.extend_i32_u (i32.sub (local.get $out) (local.get $digits))))))
