//! Dropped files and folders.
//!
//! Browsers offer two ways into a dropped folder, and neither works everywhere: Chromium refuses
//! entries in a page that was opened from disk, Firefox has no handles. So both are asked for
//! while the event lasts, and whichever works is walked. A plain file needs neither.

use std::collections::VecDeque;

use js_sys::{Array, AsyncIterator, Function, IteratorNext, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, DataTransferItem, File, FileSystemDirectoryEntry, FileSystemEntry,
    FileSystemFileEntry,
};

use super::listed;

/// Deepest folder that is walked, counted from the one that was dropped.
pub const FOLDERS_DEEP_MAX: usize = 32;

#[wasm_bindgen]
extern "C" {
    /// A dropped item that may have a handle.
    #[wasm_bindgen(extends = DataTransferItem)]
    type HandleItem;

    #[wasm_bindgen(method, catch, js_name = getAsFileSystemHandle)]
    fn handle(this: &HandleItem) -> Result<Promise, JsValue>;

    /// A file or folder of the File System API.
    #[derive(Clone, Debug)]
    type Handle;

    #[wasm_bindgen(method, getter)]
    fn kind(this: &Handle) -> String;

    #[wasm_bindgen(method, getter)]
    fn name(this: &Handle) -> String;

    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn file(this: &Handle) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn values(this: &Handle) -> Result<AsyncIterator, JsValue>;
}

/// Something that was dropped.
#[derive(Debug)]
pub enum Dropped {
    /// A file.
    File(File),
    /// A folder, by as many ways as the browser knows.
    Folder {
        /// The older way.
        entry: FileSystemEntry,
        /// The newer way.
        handle: Option<Promise>,
    },
}

/// What a walk through dropped files and folders found.
#[derive(Debug, Default)]
pub struct Found {
    /// Files, in the order found.
    pub files: Vec<File>,
    /// Paths of what could not be opened, or lay deeper than [`FOLDERS_DEEP_MAX`] folders.
    pub unreadable: Vec<String>,
    /// Names of dropped folders in which there was nothing of either.
    pub empty: Vec<String>,
}

/// Somewhere on the way through a folder.
enum Place {
    Entry(FileSystemEntry),
    Handle(Handle),
}

/// A place, its path, and the folders above it.
struct Step {
    place: Place,
    path: String,
    depth: usize,
    /// Which of the dropped folders it lies in.
    folder: usize,
}

/// What was dropped. Must be called inside the event: the browser forgets it afterwards.
pub fn dropped(transfer: &DataTransfer) -> Vec<Dropped> {
    let items = transfer.items();
    let found: Vec<Dropped> = (0..items.length())
        .filter_map(|position| items.get(position))
        .filter(|item| item.kind() == "file")
        .filter_map(|item| match item.webkit_get_as_entry() {
            Ok(Some(entry)) if entry.is_directory() => {
                let handle = item.unchecked_ref::<HandleItem>().handle().ok();
                Some(Dropped::Folder { entry, handle })
            }
            _ => item.get_as_file().ok().flatten().map(Dropped::File),
        })
        .collect();
    if !found.is_empty() {
        return found;
    }
    transfer.files().iter().flat_map(listed).map(Dropped::File).collect()
}

/// Walks through dropped files and folders. In the folders it passes over everything whose path is
/// to be `left`.
pub async fn walk(dropped: Vec<Dropped>, left: impl Fn(&str) -> bool) -> Found {
    let mut found = Found::default();
    let mut waiting = VecDeque::new();
    // Names of the dropped folders, until something is found in them.
    let mut folders = Vec::new();
    for one in dropped {
        match one {
            Dropped::File(file) => found.files.push(file),
            Dropped::Folder { entry, handle } => {
                let step = Step { folder: folders.len(), ..begin(entry, handle).await };
                folders.push(Some(step.path.clone()));
                waiting.push_back(step);
            }
        }
    }
    while let Some(Step { place, path, depth, folder: within }) = waiting.pop_front() {
        let done = match &place {
            Place::Entry(entry) if entry.is_file() => file_of(entry.unchecked_ref()).await,
            Place::Handle(handle) if handle.kind() == "file" => file_of_handle(handle).await,
            _ if depth >= FOLDERS_DEEP_MAX => Err(JsValue::NULL),
            folder => match children(folder).await {
                Err(error) => Err(error),
                Ok(children) => {
                    let inside = children.into_iter().map(|(place, name)| Step {
                        place,
                        path: format!("{path}/{name}"),
                        depth: depth + 1,
                        folder: within,
                    });
                    waiting.extend(inside.filter(|step| !left(&step.path)));
                    continue;
                }
            },
        };
        folders[within] = None;
        match done {
            Ok(file) => found.files.push(file),
            Err(_) => found.unreadable.push(path),
        }
    }
    found.empty = folders.into_iter().flatten().collect();
    found
}

/// The way into a dropped folder: by its handle where there is one.
async fn begin(entry: FileSystemEntry, handle: Option<Promise>) -> Step {
    let path = entry.name();
    let handle = match handle {
        Some(promise) => JsFuture::from(promise).await.ok().filter(JsValue::is_object),
        None => None,
    };
    let place = match handle {
        Some(handle) => Place::Handle(handle.unchecked_into()),
        None => Place::Entry(entry),
    };
    Step { place, path, depth: 0, folder: 0 }
}

/// The file behind an entry.
async fn file_of(entry: &FileSystemFileEntry) -> Result<File, JsValue> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        entry.file_with_callback_and_callback(&resolve, &reject);
    });
    JsFuture::from(promise).await?.dyn_into()
}

/// The file behind a handle.
async fn file_of_handle(handle: &Handle) -> Result<File, JsValue> {
    JsFuture::from(handle.file()?).await?.dyn_into()
}

/// Everything directly inside a folder, with its name.
async fn children(folder: &Place) -> Result<Vec<(Place, String)>, JsValue> {
    let mut children = Vec::new();
    match folder {
        Place::Entry(entry) => {
            let reader = entry.unchecked_ref::<FileSystemDirectoryEntry>().create_reader();
            // A reader gives about a hundred entries at a time and an empty list at the end.
            loop {
                let mut failed = None;
                let promise = Promise::new(&mut |resolve: Function, reject: Function| {
                    let read = reader.read_entries_with_callback_and_callback(&resolve, &reject);
                    failed = read.err();
                });
                if let Some(error) = failed {
                    return Err(error);
                }
                let batch: Array = JsFuture::from(promise).await?.dyn_into()?;
                if batch.length() == 0 {
                    return Ok(children);
                }
                let entries = batch.iter().map(JsCast::unchecked_into::<FileSystemEntry>);
                children.extend(entries.map(|entry| {
                    let name = entry.name();
                    (Place::Entry(entry), name)
                }));
            }
        }
        Place::Handle(handle) => {
            let values = handle.values()?;
            loop {
                let next: IteratorNext = JsFuture::from(values.next()?).await?.unchecked_into();
                if next.done() {
                    return Ok(children);
                }
                let child: Handle = next.value().unchecked_into();
                let name = child.name();
                children.push((Place::Handle(child), name));
            }
        }
    }
}
