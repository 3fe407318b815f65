#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| teiwright_fuzz::rules(data));
