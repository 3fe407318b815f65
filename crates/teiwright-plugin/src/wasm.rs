//! A backend that is a WebAssembly module, sandboxed: bytes in, bytes out, nothing else.

use std::panic::{AssertUnwindSafe, catch_unwind};

use teiwright_export::{Backend, OptionSpec, Options, Report, Sink};
use teiwright_model::Document;
use teiwright_source::Diagnostic;
use wasmi::{
    Config, Engine, Error, ExternType, Instance, Linker, Memory, Module, Store, StoreLimits,
    StoreLimitsBuilder, TrapCode,
};

use crate::described::described;
use crate::{ApiRange, Description, DescriptionError, Limits, describe, rules, wire};

const HELP: &str = "build a core module without imports; crates/teiwright-plugin/README.md has the interface";

/// A backend that is a WebAssembly module.
///
/// It is a core module without imports, so that it has no files, network or clock, and exports `memory`;
/// `teiwright_alloc(bytes: i32) -> i32`, room for a request; `teiwright_describe() -> i64` and
/// `teiwright_render(pointer: i32, bytes: i32) -> i64`, whose results are pointer × 2³² + bytes of the answer; and anything
/// whose name carries the versions that it understands, `teiwright_api_1_0_to_1`. Every run is in a new instance.
pub struct Wasm {
    name: String,
    description: Description,
    specs: Vec<OptionSpec>,
    module: Module,
    limits: Limits,
}

/// How a call of a module ended without a result.
enum Fault {
    Engine(Error),
    /// The result lies outside of the memory.
    OutOfMemory(u64),
    Panic,
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Engine(error)
    }
}

/// Steps of `describe`, in seconds: it has no Document to read.
const DESCRIBE_SECONDS: u32 = 5;

impl Wasm {
    /// Reads a module and asks what it is. `name` is what the user calls it; without one it has the name that it gives itself.
    ///
    /// # Errors
    /// When the bytes are no module that a backend can be, or what it says of itself cannot be used.
    pub fn new(name: Option<&str>, bytes: &[u8], limits: Limits) -> Result<Self, Box<Diagnostic>> {
        let shown = name.unwrap_or("the module");
        let refuse = |why: &str| Box::new(rules::not_a_module(shown, why, HELP));
        let module = guarded(|| Ok(Module::new(&engine(), bytes)?)).map_err(|fault| match fault {
            Fault::Engine(error) => refuse(&error.to_string()),
            _ => refuse("the engine gives it up"),
        })?;
        let api = api(&module).ok_or_else(|| refuse("no export is named `teiwright_api_…_to_…`"))?;
        describe::fits(api).map_err(|error| Box::new(rules::bad_description(shown, &error)))?;
        if let Some(why) = interface(&module) {
            return Err(refuse(&why));
        }
        let short = Limits { seconds: limits.seconds.min(DESCRIBE_SECONDS), ..limits };
        let answer = guarded(|| call(&module, &short, None))
            .map_err(|fault| Box::new(ended(shown, &fault, &short)))?;
        let bad = |error: &DescriptionError| Box::new(rules::bad_description(shown, error));
        let description = Description::from_json(&answer).map_err(|error| bad(&error))?;
        if description.api != api {
            let why =
                format!("it says that it is for versions {}, and its export for {api}", description.api);
            return Err(bad(&DescriptionError::Form(why)));
        }
        let name = name.unwrap_or(&description.name).to_owned();
        Ok(Self { name, specs: description.specs(), description, module, limits })
    }
}

fn engine() -> Engine {
    let mut config = Config::default();
    config.consume_fuel(true);
    Engine::new(&config)
}

/// Runs the engine; what panics in it is a fault of the module, not the end of the program.
fn guarded<T>(run: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or(Err(Fault::Panic))
}

/// The versions that the module is for, from the name of an export: nothing of it is called.
fn api(module: &Module) -> Option<ApiRange> {
    module.exports().find_map(|export| ApiRange::of_marker(export.name()))
}

/// What keeps the module from being a backend, if anything does.
fn interface(module: &Module) -> Option<String> {
    if let Some(import) = module.imports().next() {
        return Some(format!(
            "it imports `{}.{}`, and a backend is given nothing",
            import.module(),
            import.name()
        ));
    }
    if !matches!(module.get_export("memory"), Some(ExternType::Memory(_))) {
        return Some("it exports no `memory`".to_owned());
    }
    ["teiwright_alloc", "teiwright_describe", "teiwright_render"]
        .into_iter()
        .find(|name| !matches!(module.get_export(name), Some(ExternType::Func(_))))
        .map(|name| format!("it exports no function `{name}`"))
}

/// Calls `teiwright_describe`, or `teiwright_render` with a request, in a new instance.
fn call(module: &Module, limits: &Limits, request: Option<&[u8]>) -> Result<Vec<u8>, Fault> {
    let most = StoreLimitsBuilder::new()
        .memory_size(limits.bytes())
        .table_elements(1 << 20)
        .instances(1)
        .trap_on_grow_failure(true)
        .build();
    let mut store = Store::new(module.engine(), most);
    store.limiter(|limits: &mut StoreLimits| limits);
    store.set_fuel(limits.steps())?;
    let instance = Linker::new(module.engine()).instantiate_and_start(&mut store, module)?;
    let memory = instance.get_memory(&store, "memory").ok_or(Fault::Panic)?;
    let result = match request {
        None => instance.get_typed_func::<(), i64>(&store, "teiwright_describe")?.call(&mut store, ())?,
        Some(request) => render(&mut store, &instance, memory, request)?,
    };
    let result = result.cast_unsigned();
    let (start, len) = ((result >> 32) as usize, (result & 0xFFFF_FFFF) as usize);
    let answer = memory.data(&store).get(start..start.saturating_add(len));
    answer.map(<[u8]>::to_vec).ok_or(Fault::OutOfMemory(result))
}

fn render(
    store: &mut Store<StoreLimits>,
    instance: &Instance,
    memory: Memory,
    request: &[u8],
) -> Result<i64, Fault> {
    let alloc = instance.get_typed_func::<i32, i32>(&*store, "teiwright_alloc")?;
    let render = instance.get_typed_func::<(i32, i32), i64>(&*store, "teiwright_render")?;
    // A 32-bit memory cannot hold more; the module would be ended for it anyway.
    let Ok(len) = u32::try_from(request.len()) else {
        return Err(TrapCode::GrowthOperationLimited.into_fault());
    };
    let pointer = alloc.call(&mut *store, len.cast_signed())?;
    let start = pointer.cast_unsigned() as usize;
    let room = memory.data_mut(&mut *store).get_mut(start..start.saturating_add(request.len()));
    match room {
        Some(room) if pointer != 0 => room.copy_from_slice(request),
        _ => return Err(Fault::OutOfMemory(start as u64)),
    }
    Ok(render.call(&mut *store, (pointer, len.cast_signed()))?)
}

trait IntoFault {
    fn into_fault(self) -> Fault;
}

impl IntoFault for TrapCode {
    fn into_fault(self) -> Fault {
        Fault::Engine(Error::from(self))
    }
}

/// The one finding for a fault.
fn ended(name: &str, fault: &Fault, limits: &Limits) -> Diagnostic {
    match fault {
        Fault::Engine(error) => match error.as_trap_code() {
            Some(TrapCode::OutOfFuel) => rules::out_of_time(name, limits),
            Some(TrapCode::GrowthOperationLimited | TrapCode::OutOfSystemMemory) => {
                rules::too_much(name, limits)
            }
            Some(trap) => rules::crashed(name, trap.trap_message(), &[]),
            None if is_growth(error) => rules::too_much(name, limits),
            None => rules::not_a_module(name, &error.to_string(), HELP),
        },
        Fault::OutOfMemory(at) => {
            rules::crashed(name, &format!("it points outside of its memory ({at:#x})"), &[])
        }
        Fault::Panic => rules::crashed(name, "the engine gives it up", &[]),
    }
}

/// Whether a module wants more memory from the start than it may have.
fn is_growth(error: &Error) -> bool {
    use wasmi::errors::{ErrorKind, InstantiationError};
    let kind = error.kind();
    matches!(kind, ErrorKind::Memory(_) | ErrorKind::Table(_))
        || matches!(
            kind,
            ErrorKind::Instantiation(
                InstantiationError::FailedToInstantiateMemory(_)
                    | InstantiationError::FailedToInstantiateTable(_)
            )
        )
}

impl Backend for Wasm {
    described!();

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        wire::exchange(&self.name, document, options, sink, |request| {
            guarded(|| call(&self.module, &self.limits, Some(&request)))
                .map_err(|fault| Box::new(ended(&self.name, &fault, &self.limits)))
        })
    }
}
