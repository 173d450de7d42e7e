//! HarmonyOS modules: `module.json5`, of the entry, of features and of libraries.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use jsonc_parser::ast::{Array, Object, ObjectProp, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use menshen::System;

use super::app::{App, Asked, Entry, Place, Scene};
use super::file::{self, Lines, wrong, wrong_at};
use crate::Failure;

pub(super) fn read(paths: &[PathBuf]) -> Result<App, Failure> {
    let files = paths.iter().map(|path| path.display().to_string()).collect();
    let mut app = App { files, ..App::asking_nothing(System::Harmony, super::HARMONY) };
    let mut known = HashMap::new();
    for (file, path) in paths.iter().enumerate() {
        let text = file::read(path)?;
        let reader = Reader { path, file, lines: Lines::of(&text) };
        for (name, entry) in reader.read(&text, &mut app)? {
            let at = *known.entry(name.clone()).or_insert(app.asked.len());
            match app.asked.get_mut(at) {
                Some(known) => join(known, entry),
                None => app.asked.push(first(name, entry)),
            }
        }
    }
    Ok(app)
}

struct Reader<'a> {
    path: &'a Path,
    file: usize,
    lines: Lines,
}

impl Reader<'_> {
    fn read(&self, text: &str, app: &mut App) -> Result<Vec<(String, Entry)>, Failure> {
        let options = ParseOptions { allow_missing_commas: false, ..ParseOptions::default() };
        let parsed = parse_to_ast(text, &CollectOptions::default(), &options).map_err(|error| {
            wrong_at(self.path, error.line_display(), &format!("not JSON5: {}", error.kind()))
        })?;
        let Some(Value::Object(root)) = &parsed.value else {
            return Err(wrong(self.path, "not an object: no module.json5"));
        };
        self.no_key_twice(root)?;
        let module = self.module(root)?;
        let requests = module.get_array("requestPermissions");
        if self.file == 0 {
            let range = requests.map_or(module.range(), Ranged::range);
            app.root = self.place(range.start);
        }
        app.modes.extend(modes(module));
        app.own.extend(names(module.get_array("definePermissions")));
        requests.map_or(Ok(Vec::new()), |requests| self.requests(requests))
    }

    fn module<'a, 'b>(&self, root: &'b Object<'a>) -> Result<&'b Object<'a>, Failure> {
        match root.get_object("module") {
            Some(module) if module.get("reqPermissions").is_some() => Err(wrong(
                self.path,
                "a config.json of the old FA model; the gate runs on the stage model only",
            )),
            Some(module) => Ok(module),
            None if root.get("app").is_some() => Err(wrong(
                self.path,
                "an app.json5; permissions stand in the modules: give their src/main/module.json5",
            )),
            None => Err(wrong(self.path, "no `module` in it: no module.json5")),
        }
    }

    fn requests(&self, requests: &Array<'_>) -> Result<Vec<(String, Entry)>, Failure> {
        requests.elements.iter().map(|request| self.request(request)).collect()
    }

    fn request(&self, request: &Value<'_>) -> Result<(String, Entry), Failure> {
        let named = request.as_object().and_then(|it| Some((it, it.get_string("name")?)));
        let Some((request, name)) = named else {
            let line = self.place(request.range().start).line;
            let what = "an entry of `requestPermissions` without a `name`";
            return Err(wrong_at(self.path, line, what));
        };
        let entry = Entry {
            place: self.place(name.range.start),
            reason: request.get_string("reason").map(|it| it.value.to_string()),
            scene: request.get_object("usedScene").map(scene),
        };
        Ok((name.value.to_string(), entry))
    }

    /// Most parsers keep the last of several keys and say nothing; a reader would see the first.
    fn no_key_twice(&self, object: &Object<'_>) -> Result<(), Failure> {
        let mut seen = BTreeSet::new();
        for property in &object.properties {
            if !seen.insert(property.name.as_str()) {
                let line = self.place(property.range.start).line;
                let what = format!("`{}` stands twice", property.name.as_str());
                return Err(wrong_at(self.path, line, &what));
            }
            inner(property).try_for_each(|object| self.no_key_twice(object))?;
        }
        Ok(())
    }

    fn place(&self, byte: usize) -> Place {
        Place { file: self.file, line: self.lines.line(byte) }
    }
}

fn first(name: String, entry: Entry) -> Asked {
    Asked {
        name,
        places: vec![entry.place],
        levels: 0..=u16::MAX,
        never_for_location: false,
        entries: vec![entry],
    }
}

fn join(known: &mut Asked, entry: Entry) {
    known.places.push(entry.place);
    known.entries.push(entry);
}

fn scene(scene: &Object<'_>) -> Scene {
    Scene {
        abilities: scene.get_array("abilities").is_some_and(|it| !it.elements.is_empty()),
        when: scene.get_string("when").map(|it| it.value.to_string()),
    }
}

fn modes(module: &Object<'_>) -> impl Iterator<Item = String> {
    let abilities = module.get_array("abilities").into_iter().flat_map(|it| &it.elements);
    let modes = abilities.filter_map(|it| it.as_object()?.get_array("backgroundModes"));
    let modes = modes.flat_map(|modes| &modes.elements).filter_map(Value::as_string_lit);
    modes.map(|mode| mode.value.to_string()).collect::<Vec<_>>().into_iter()
}

fn names(array: Option<&Array<'_>>) -> Vec<String> {
    let elements = array.into_iter().flat_map(|it| &it.elements);
    let names = elements.filter_map(|it| it.as_object()?.get_string("name"));
    names.map(|name| name.value.to_string()).collect()
}

/// The objects directly in a property, also those in its array.
fn inner<'a, 'b>(property: &'b ObjectProp<'a>) -> impl Iterator<Item = &'b Object<'a>> {
    let own = std::iter::once(&property.value);
    let elements = property.value.as_array().into_iter().flat_map(|it| &it.elements);
    own.chain(elements).filter_map(Value::as_object)
}
