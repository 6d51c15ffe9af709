//! One Web API per file, without any knowledge of this application.

pub mod agent;
pub mod bitmap;
pub mod camera;
pub mod clipboard;
pub mod database;
pub mod dialog;
pub mod document;
pub mod download;
pub mod field;
pub mod files;
pub mod focus;
pub mod history;
pub mod markup;
pub mod neighbours;
pub mod picture;
pub mod print;
pub mod pump;
pub mod random;
pub mod share;
pub mod slices;
pub mod space;
pub mod storage;
pub mod text;
pub mod unload;
pub mod whole;
pub mod worker;
