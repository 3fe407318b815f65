#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| teiwright_fuzz::p5_table(data));
