//! The browser's database (IndexedDB): values appended to a store, and read back in order.
//!
//! A promise of this file is kept only when the transaction that holds the values has completed,
//! with the strictest durability that the browser offers.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::DomException;

#[wasm_bindgen]
extern "C" {
    /// A window that has databases.
    type Owner;
    #[wasm_bindgen(method, getter, catch, js_name = indexedDB)]
    fn databases(this: &Owner) -> Result<Factory, JsValue>;

    /// `IDBFactory`.
    type Factory;
    /// `IDBOpenDBRequest` and `IDBRequest`.
    type Request;
    /// `IDBDatabase`.
    #[derive(Clone, Debug)]
    type Handle;
    /// `IDBTransaction`.
    type Transaction;
    /// `IDBObjectStore`.
    type Store;
    /// `IDBKeyRange`.
    type Range;

    #[wasm_bindgen(method, catch)]
    fn open(this: &Factory, name: &str, version: u32) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch, js_name = deleteDatabase)]
    fn delete(this: &Factory, name: &str) -> Result<Request, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn result(this: &Request) -> JsValue;
    #[wasm_bindgen(method, getter, catch)]
    fn error(this: &Request) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, setter)]
    fn set_onsuccess(this: &Request, hear: &Function);
    #[wasm_bindgen(method, setter)]
    fn set_onerror(this: &Request, hear: &Function);
    #[wasm_bindgen(method, setter)]
    fn set_onblocked(this: &Request, hear: &Function);
    #[wasm_bindgen(method)]
    fn close(this: &Handle);
    #[wasm_bindgen(method, catch, js_name = createObjectStore)]
    fn create_store(this: &Handle, name: &str, options: &Object) -> Result<Store, JsValue>;
    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn begin(
        this: &Handle,
        stores: &str,
        mode: &str,
        options: &Object,
    ) -> Result<Transaction, JsValue>;
    #[wasm_bindgen(method, catch, js_name = objectStore)]
    fn store(this: &Transaction, name: &str) -> Result<Store, JsValue>;
    #[wasm_bindgen(method, getter, js_name = error)]
    fn fault(this: &Transaction) -> JsValue;
    #[wasm_bindgen(method, setter)]
    fn set_oncomplete(this: &Transaction, hear: &Function);
    #[wasm_bindgen(method, setter)]
    fn set_onabort(this: &Transaction, hear: &Function);

    #[wasm_bindgen(method, catch)]
    fn add(this: &Store, value: &JsValue) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn put(this: &Store, value: &JsValue, key: &JsValue) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn delete(this: &Store, key: &JsValue) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn clear(this: &Store) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getAll)]
    fn all(this: &Store, range: &JsValue, count: u32) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getAllKeys)]
    fn all_keys(this: &Store, range: &JsValue, count: u32) -> Result<Request, JsValue>;

    #[wasm_bindgen(static_method_of = Range, catch, js_class = "IDBKeyRange", js_name = lowerBound)]
    fn above(bound: &JsValue, open: bool) -> Result<JsValue, JsValue>;
}

/// The first version of every database; there is no other yet.
const VERSION: u32 = 1;

/// Why the database did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DatabaseFault {
    /// There is none, or this page may not use it.
    #[error("no database")]
    Absent,
    /// The browser gives it no more room.
    #[error("the database is full")]
    Full,
    /// What was asked for is there no more.
    #[error("there is no such thing in the database")]
    Gone,
    /// Another page holds it and does not let go: what was asked for waits until it does, and so
    /// would opening it.
    #[error("another page holds the database")]
    Held,
    /// Anything else, in the browser's words.
    #[error("database: {0}")]
    Failed(String),
}

/// How long opening a database may take before it counts as held, milliseconds.
const OPEN_MILLISECONDS_MAX: u32 = 15_000;

/// The one store of a database.
const STORE: &str = "log";

/// An open database with one store, whose keys count up from 1.
#[derive(Debug)]
pub struct Database {
    handle: Handle,
    _yields: EventListener,
}

impl Drop for Database {
    fn drop(&mut self) {
        self.handle.close();
    }
}

impl Database {
    /// Opens a database, and makes it where there is none.
    pub async fn open(name: &str) -> Result<Self, DatabaseFault> {
        Self::open_within(name, OPEN_MILLISECONDS_MAX).await
    }

    /// The same; it counts as held after so many milliseconds.
    pub async fn open_within(name: &str, milliseconds: u32) -> Result<Self, DatabaseFault> {
        let request = factory()?.open(name, VERSION).map_err(|_| DatabaseFault::Absent)?;
        let upgrade = EventListener::new(request.unchecked_ref(), "upgradeneeded", |event| {
            let Some(target) = event.target() else { return };
            let handle = target.unchecked_into::<Request>().result().unchecked_into::<Handle>();
            // Fails only where the store is there already.
            let _ = handle.create_store(STORE, &options("autoIncrement", &JsValue::TRUE));
        });
        let handle: Handle = match answer(&request, Some(milliseconds)).await {
            Ok(handle) => handle.unchecked_into(),
            Err(fault) => {
                if fault == DatabaseFault::Held {
                    // It opens as soon as it can; by then nobody wants it.
                    EventListener::once(request.unchecked_ref(), "success", |event| {
                        let Some(target) = event.target() else { return };
                        let opened = target.unchecked_into::<Request>().result();
                        opened.unchecked_into::<Handle>().close();
                    })
                    .forget();
                    upgrade.forget();
                }
                return Err(fault);
            }
        };
        drop(upgrade);
        // Another page wants to delete it: an open handle would hold that up.
        let held = handle.clone();
        let yields =
            EventListener::new(handle.unchecked_ref(), "versionchange", move |_| held.close());
        Ok(Self { handle, _yields: yields })
    }

    /// Deletes a database; another page that has it open lets go of it first. Where one does not,
    /// it is told as held, and deleted when that page is closed.
    pub async fn delete(name: &str) -> Result<(), DatabaseFault> {
        let request = factory()?.delete(name).map_err(|error| fault(&error))?;
        answer(&request, None).await.map(drop)
    }

    /// Appends a value under the next key. It is kept when the promise is.
    pub async fn append(&self, value: &JsValue) -> Result<(), DatabaseFault> {
        self.change(|store| store.add(value)).await
    }

    /// Puts a value in the place of the one with this key.
    pub async fn put(&self, key: f64, value: &JsValue) -> Result<(), DatabaseFault> {
        self.change(|store| store.put(value, &key.into())).await
    }

    /// Removes the value with this key.
    pub async fn remove(&self, key: f64) -> Result<(), DatabaseFault> {
        self.change(|store| store.delete(&key.into())).await
    }

    /// Removes every value.
    pub async fn clear(&self) -> Result<(), DatabaseFault> {
        self.change(Store::clear).await
    }

    /// At most `count` values with their keys, in the order of the keys, after a key.
    pub async fn read(&self, after: f64, count: u32) -> Result<Vec<(f64, JsValue)>, DatabaseFault> {
        let begun = self.handle.begin(STORE, "readonly", &Object::new());
        let transaction = begun.map_err(|error| fault(&error))?;
        let read = || {
            let store = transaction.store(STORE)?;
            let range = Range::above(&after.into(), true)?;
            Ok((store.all_keys(&range, count)?, store.all(&range, count)?))
        };
        let (keys, values) = read().map_err(|error: JsValue| fault(&error))?;
        complete(&transaction).await?;
        let keys: Array = keys.result().unchecked_into();
        let values: Array = values.result().unchecked_into();
        Ok(keys.iter().filter_map(|key| key.as_f64()).zip(values.iter()).collect())
    }

    async fn change(
        &self,
        act: impl FnOnce(&Store) -> Result<Request, JsValue>,
    ) -> Result<(), DatabaseFault> {
        let strict = options("durability", &"strict".into());
        let begun = self.handle.begin(STORE, "readwrite", &strict);
        let transaction = begun.map_err(|error| fault(&error))?;
        let acted = transaction.store(STORE).and_then(|store| act(&store));
        acted.map_err(|error| fault(&error))?;
        complete(&transaction).await
    }
}

/// The entrance to all databases.
fn factory() -> Result<Factory, DatabaseFault> {
    let window = web_sys::window().ok_or(DatabaseFault::Absent)?;
    let factory = window.unchecked_into::<Owner>().databases();
    factory.ok().filter(|factory| factory.is_object()).ok_or(DatabaseFault::Absent)
}

/// The result of a request, if it comes within so many milliseconds.
async fn answer(request: &Request, patience: Option<u32>) -> Result<JsValue, DatabaseFault> {
    let mut waiting = None;
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(&resolve);
        request.set_onerror(&reject);
        request.set_onblocked(&reject);
        waiting = patience.map(|milliseconds| {
            Timeout::new(milliseconds, move || {
                // A function of the browser's own: it throws nothing.
                let _ = reject.call0(&JsValue::UNDEFINED);
            })
        });
    });
    let answered = JsFuture::from(promise).await;
    drop(waiting);
    match (answered, request.error()) {
        (Ok(_), _) => Ok(request.result()),
        (Err(_), Ok(error)) => Err(fault(&error)),
        // While a request is held up it has no error yet, and asking for it is an error.
        (Err(_), Err(_)) => Err(DatabaseFault::Held),
    }
}

/// Waits until a transaction is on the disk.
async fn complete(transaction: &Transaction) -> Result<(), DatabaseFault> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        transaction.set_oncomplete(&resolve);
        transaction.set_onabort(&reject);
    });
    match JsFuture::from(promise).await {
        Ok(_) => Ok(()),
        Err(_) => Err(fault(&transaction.fault())),
    }
}

/// An object with one field.
fn options(name: &str, value: &JsValue) -> Object {
    let options = Object::new();
    // Setting a plain object's field cannot fail.
    let _ = Reflect::set(&options, &name.into(), value);
    options
}

/// What an error of the browser means.
fn fault(error: &JsValue) -> DatabaseFault {
    let Some(error) = error.dyn_ref::<DomException>() else {
        return DatabaseFault::Failed(String::new());
    };
    match error.name().as_str() {
        "QuotaExceededError" => DatabaseFault::Full,
        "SecurityError" => DatabaseFault::Absent,
        name => DatabaseFault::Failed(format!("{name}: {}", error.message())),
    }
}
