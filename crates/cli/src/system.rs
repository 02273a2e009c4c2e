//! The only place that touches files, standard streams and the environment.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Answered.
    Answered,
    /// With `--strict`, a claim differs from what its author expects; with `fmt --check`, the file
    /// is not tidy.
    Differs,
    /// The file or the command is wrong.
    Wrong,
    /// A limit was hit.
    Limit,
    /// The system refused.
    Refused,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Answered => 0,
            Exit::Differs => 1,
            Exit::Wrong => 2,
            Exit::Limit => 3,
            Exit::Refused => 4,
        })
    }
}

/// Largest file that is read, in bytes.
const LARGEST: u64 = 16 << 20;

/// Most files of a folder that are read.
const MOST_FILES: usize = 1000;

/// Most bytes of all of them.
const LARGEST_FOLDER: u64 = 64 << 20;

/// The bytes of `file`, or of standard input if it is `-`: at most one more than the loader takes.
///
/// # Errors
/// What the system says, with the exit that it means.
pub fn read(file: &str) -> Result<Vec<u8>, (Exit, String)> {
    let mut bytes = Vec::new();
    if let Some(size) = std::fs::metadata(file).ok().map(|file| file.len()).filter(|&n| n > LARGEST)
    {
        let message = format!("{file}: {size} bytes; files of at most {LARGEST} bytes are read");
        return Err((Exit::Limit, message));
    }
    let result = if file == "-" {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    match result {
        Ok(_) => Ok(bytes),
        Err(error) => {
            let exit = match error.kind() {
                ErrorKind::NotFound | ErrorKind::IsADirectory => Exit::Wrong,
                _ => Exit::Refused,
            };
            Err((exit, format!("{file}: {error}")))
        }
    }
}

/// Writes `bytes` over `file`: first beside it, then in its place, so that no half of a file is left.
///
/// # Errors
/// What the system says.
pub fn replace(file: &str, bytes: &[u8]) -> io::Result<()> {
    let beside = format!("{file}.detente-new");
    std::fs::write(&beside, bytes)?;
    if let Ok(metadata) = std::fs::metadata(file) {
        std::fs::set_permissions(&beside, metadata.permissions())?;
    }
    std::fs::rename(&beside, file).inspect_err(|_| {
        let _ = std::fs::remove_file(&beside);
    })
}

/// Writes `bytes` to a new file; over one that is there only if `force` says so.
///
/// # Errors
/// What the system says, with the exit that it means.
pub fn create(file: &str, bytes: &[u8], force: bool) -> Result<(), (Exit, String)> {
    let refused = |error: io::Error| {
        let exit = match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotFound | ErrorKind::IsADirectory => Exit::Wrong,
            _ => Exit::Refused,
        };
        match error.kind() {
            ErrorKind::AlreadyExists => {
                (exit, format!("{file}: it is there already; --force writes over it"))
            }
            _ => (exit, format!("{file}: {error}")),
        }
    };
    if force && std::fs::symlink_metadata(file).is_ok() {
        return replace(file, bytes).map_err(refused);
    }
    let mut new = File::create_new(file).map_err(refused)?;
    new.write_all(bytes).map_err(|error| {
        let _ = std::fs::remove_file(file);
        refused(error)
    })
}

/// Writes the bytes of a file to standard output, unless a person would have to look at them.
pub fn pipe(bytes: &[u8]) -> Exit {
    let output = io::stdout();
    if output.is_terminal() {
        tell("detente: this is no text for a terminal; say -o FILE, or send it to a program\n");
        return Exit::Wrong;
    }
    written(output.lock(), bytes)
}

/// Writes an answer to standard output. A reader who has seen enough is no error worth a word.
pub fn print(text: &str) -> Exit {
    written(io::stdout().lock(), text.as_bytes())
}

fn written(mut output: impl Write, bytes: &[u8]) -> Exit {
    match output.write_all(bytes).and_then(|()| output.flush()) {
        Ok(()) => Exit::Answered,
        Err(error) => {
            if error.kind() != ErrorKind::BrokenPipe {
                tell(&format!("standard output: {error}\n"));
            }
            Exit::Refused
        }
    }
}

/// Writes a note to standard error; there is nobody to tell if that fails.
pub fn tell(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether somebody looks at standard error.
pub fn may_tell_progress() -> bool {
    io::stderr().is_terminal()
}

/// The name of a file and its bytes.
type NamedFile = (String, Vec<u8>);

/// The files of a folder, by name; folders in it, and files whose names begin with a dot, are left out.
///
/// # Errors
/// What the system says, with the exit that it means.
pub fn read_folder(folder: &str) -> Result<Vec<NamedFile>, (Exit, String)> {
    let refused = |error: io::Error| (Exit::Refused, format!("{folder}: {error}"));
    let mut files = Vec::new();
    let mut whole = 0;
    for entry in std::fs::read_dir(folder).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if name.starts_with('.') || !path.is_file() {
            continue;
        }
        let bytes = read(&path.to_string_lossy())?;
        whole += bytes.len() as u64;
        if files.len() >= MOST_FILES || whole > LARGEST_FOLDER {
            let message = format!(
                "{folder}: a folder of at most {MOST_FILES} files with {LARGEST_FOLDER} bytes is read"
            );
            return Err((Exit::Limit, message));
        }
        files.push((name, bytes));
    }
    files.sort();
    Ok(files)
}

/// Makes a folder, unless it is there already.
///
/// # Errors
/// What the system says, with the exit that it means.
pub fn create_folder(folder: &str) -> Result<(), (Exit, String)> {
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            let exit = match error.kind() {
                ErrorKind::NotFound => Exit::Wrong,
                _ => Exit::Refused,
            };
            Err((exit, format!("{folder}: {error}")))
        }
        _ => Ok(()),
    }
}

/// Whether `file` is a folder.
pub fn is_folder(file: &str) -> bool {
    std::fs::metadata(file).is_ok_and(|metadata| metadata.is_dir())
}

/// Whether standard output is a terminal that may show more than letters.
pub fn may_style() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    io::stdout().is_terminal()
        && !set("NO_COLOR")
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}
