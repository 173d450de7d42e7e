//! Words about the operating system, and the table of what it asks for each scope.

use super::{Resource, words};

words! {
    /// What the operating system permits now, per scope.
    OsGrant, "OS grant" {
        /// No dialog is involved: a picker, a paste or save button, an intent. The tap is the grant.
        NotNeeded = 0 "not_needed",
        /// The user granted it.
        Granted = 1 "granted",
        /// The platform's reduced mode: coarse location, picked media. The rest is denied.
        Reduced = 2 "reduced",
        /// The dialog has not been answered.
        NotAsked = 3 "not_asked",
        /// The user denied it; the dialog can be shown again.
        Denied = 4 "denied",
        /// Denied, and the OS will not show its dialog again.
        PermanentlyDenied = 5 "permanently_denied",
        /// Forbidden by device policy or parental control.
        Restricted = 6 "restricted",
        /// The device-wide toggle (location, Bluetooth, camera, microphone) is off.
        SwitchedOff = 7 "switched_off",
    }
}

impl OsGrant {
    /// What this grant of a whole resource comes down to for one scope bit: `reduced` grants what
    /// the platform's reduced mode gives, and denies the rest.
    pub const fn for_bit(self, resource: Resource, bit: u8) -> OsGrant {
        match self {
            OsGrant::Reduced if resource.reduced().has(bit) => OsGrant::Granted,
            OsGrant::Reduced => OsGrant::Denied,
            other => other,
        }
    }

    /// Whether access is permitted.
    pub const fn permits(self) -> bool {
        matches!(self, OsGrant::NotNeeded | OsGrant::Granted)
    }
}

words! {
    /// The operating system that the gate runs on.
    System, "system" {
        /// Android.
        Android = 0 "android",
        /// HarmonyOS.
        Harmony = 1 "harmony",
    }
}

words! {
    /// What a platform asks for before a scope can be used.
    Requirement, "requirement" {
        /// Nothing that the user answers.
        None = 0 "none",
        /// A runtime permission with a dialog.
        Permission = 1 "permission",
        /// The system's picker or another app: the user's choice is the grant.
        Picker = 2 "picker",
        /// A system-drawn button (paste, save): the tap is the grant.
        Component = 3 "component",
        /// A page in the system settings, or a dialog of its own kind.
        Special = 4 "special",
    }
}

/// An operating system at an API level.
///
/// ```
/// use menshen::{Platform, Requirement, Resource};
/// let post = Resource::Notifications.scope("post")?;
/// assert_eq!(Platform::android(32).requirement(Resource::Notifications, post), Requirement::None);
/// assert_eq!(Platform::android(33).requirement(Resource::Notifications, post), Requirement::Permission);
/// # Ok::<(), menshen::UnknownScope>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Platform {
    /// The operating system.
    pub system: System,
    /// Its API level: 24 to 35 on Android, from 12 on HarmonyOS.
    pub api: u16,
}

impl Platform {
    /// Android at this API level.
    pub const fn android(api: u16) -> Platform {
        Platform { system: System::Android, api }
    }

    /// HarmonyOS at this API level.
    pub const fn harmony(api: u16) -> Platform {
        Platform { system: System::Harmony, api }
    }

    /// What the platform asks for before this scope; `permission` for a scope without a row.
    pub fn requirement(self, resource: Resource, scope: super::Scopes) -> Requirement {
        let rows = match self.system {
            System::Android => ANDROID,
            System::Harmony => HARMONY,
        };
        rows.iter()
            .rfind(|row| {
                let named = row.1 == "*" || resource.scope(row.1) == Ok(scope);
                row.0 == resource && self.api >= row.2 && named
            })
            .map_or(Requirement::Permission, |row| row.3)
    }
}

/// Resource, scope (or `*`), the API level from which the row holds, what is asked.
/// The last row that fits counts.
type Row = (Resource, &'static str, u16, Requirement);

/// Source: the permission reference and behaviour changes on developer.android.com.
const ANDROID: &[Row] = {
    use Requirement::{None, Permission, Picker, Special};
    use Resource::*;
    &[
        (Location, "background", 0, None),
        (Location, "background", 29, Permission),
        (Clipboard, "*", 0, None),
        (Bluetooth, "connected", 0, None),
        (Bluetooth, "connect", 0, None),
        (Bluetooth, "connected", 31, Permission),
        (Bluetooth, "connect", 31, Permission),
        (Calendar, "add", 0, Picker),
        (Media, "pick", 0, Picker),
        (Media, "save", 29, None),
        (Notifications, "post", 0, None),
        (Notifications, "post", 33, Permission),
        (Motion, "*", 0, None),
        (Motion, "activity", 29, Permission),
        (DeviceId, "*", 0, None),
        (DeviceId, "hardware", 0, Permission),
        (DeviceId, "hardware", 29, Special),
        (Wifi, "state", 0, None),
        (SystemSettings, "write", 0, Special),
        (Accessory, "*", 0, None),
    ]
};

/// Source: the permission lists and kit references on developer.huawei.com.
const HARMONY: &[Row] = {
    use Requirement::{Component, None, Picker, Special};
    use Resource::*;
    &[
        (Location, "background", 0, Special),
        (Contacts, "match", 0, Picker),
        (Clipboard, "*", 0, None),
        (Clipboard, "read", 0, Component),
        (Media, "pick", 0, Picker),
        (Media, "save", 0, Component),
        (Notifications, "post", 0, Special),
        (Motion, "raw", 0, None),
        (DeviceId, "model", 0, None),
        (DeviceId, "app_scoped", 0, None),
        (DeviceId, "hardware", 0, Special),
        (Wifi, "*", 0, None),
        (InstalledApps, "query", 0, Special),
        (SystemSettings, "write", 0, Special),
        (Phone, "number", 0, Special),
        (Accessory, "*", 0, None),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_a_scope_of_its_resource() {
        for (resource, scope, ..) in ANDROID.iter().chain(HARMONY) {
            assert!(*scope == "*" || resource.scope(scope).is_ok(), "{resource}.{scope}");
        }
    }

    #[test]
    fn the_later_row_counts() {
        let connected = Resource::Bluetooth.scope("connected").unwrap();
        let at = |api| Platform::android(api).requirement(Resource::Bluetooth, connected);
        assert_eq!(at(30), Requirement::None);
        assert_eq!(at(31), Requirement::Permission);
    }
}
