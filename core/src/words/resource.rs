//! Protected resources and the scopes at which they can be used.

use super::{near_miss, words};

words! {
    /// A protected resource of the device.
    Resource, "resource" {
        /// The camera.
        Camera = 0 "camera",
        /// The microphone.
        Microphone = 1 "microphone",
        /// The device's position.
        Location = 2 "location",
        /// The address book.
        Contacts = 3 "contacts",
        /// The clipboard.
        Clipboard = 4 "clipboard",
        /// Bluetooth devices.
        Bluetooth = 5 "bluetooth",
        /// The calendar.
        Calendar = 6 "calendar",
        /// Pictures, videos and audio files of the user.
        Media = 7 "media",
        /// Notifications shown to the user.
        Notifications = 8 "notifications",
        /// Motion sensors.
        Motion = 9 "motion",
        /// Identifiers of the device or installation.
        DeviceId = 10 "device_id",
        /// The network the device is on.
        Wifi = 11 "wifi",
        /// The list of installed apps.
        InstalledApps = 12 "installed_apps",
        /// System settings.
        SystemSettings = 13 "system_settings",
        /// The phone's number.
        Phone = 14 "phone",
        /// Wired or docked accessories.
        Accessory = 15 "accessory",
    }
}

/// A scope: its name, and the bit that it implies besides its own.
type Scope = (&'static str, u8);

const NOTHING: u8 = 0;
const FIRST: u8 = 0b1;

impl Resource {
    /// The scopes of this resource, lowest bit first; an implied scope stands before those that
    /// imply it.
    const fn table(self) -> &'static [Scope] {
        match self {
            Resource::Camera => {
                &[("preview", NOTHING), ("photo", FIRST), ("video", FIRST), ("face", FIRST)]
            }
            Resource::Microphone => &[("recognise", NOTHING), ("record", FIRST), ("live", FIRST)],
            Resource::Location => &[("coarse", NOTHING), ("fine", FIRST), ("background", NOTHING)],
            Resource::Contacts | Resource::Clipboard => {
                &[("match", NOTHING), ("read", FIRST), ("write", NOTHING)]
            }
            Resource::Bluetooth => &[("connected", NOTHING), ("scan", NOTHING), ("connect", FIRST)],
            Resource::Calendar => &[("add", NOTHING), ("write", FIRST), ("read", NOTHING)],
            Resource::Media => &[
                ("pick", NOTHING),
                ("images", NOTHING),
                ("video", NOTHING),
                ("audio", NOTHING),
                ("save", NOTHING),
            ],
            Resource::Notifications => &[("post", NOTHING)],
            Resource::Motion => &[("raw", NOTHING), ("activity", NOTHING)],
            Resource::DeviceId => &[
                ("model", NOTHING),
                ("app_scoped", NOTHING),
                ("advertising", NOTHING),
                ("hardware", NOTHING),
            ],
            Resource::Wifi => &[("state", NOTHING), ("ssid", FIRST)],
            Resource::InstalledApps => &[("query", NOTHING)],
            Resource::SystemSettings => &[("write", NOTHING)],
            Resource::Phone => &[("number", NOTHING)],
            Resource::Accessory => &[("model", NOTHING), ("id", NOTHING)],
        }
    }

    /// The names of this resource's scopes, lowest bit first.
    pub fn scope_names(self) -> impl Iterator<Item = &'static str> + Clone {
        self.table().iter().map(|(name, _)| *name)
    }

    /// Every scope of this resource.
    pub fn all_scopes(self) -> Scopes {
        Scopes::from_bits((1u16 << self.table().len()).wrapping_sub(1) as u8)
    }

    /// The scope with this name.
    ///
    /// # Errors
    /// [`UnknownScope`] names the scopes that the resource has, and a near one.
    pub fn scope(self, name: &str) -> Result<Scopes, UnknownScope> {
        match self.scope_names().position(|known| known == name) {
            Some(bit) => Ok(Scopes::bit(bit as u8)),
            None => Err(UnknownScope { resource: self, found: name.to_owned() }),
        }
    }

    /// The scopes with these names, together.
    ///
    /// ```
    /// use menshen::Resource;
    /// let scopes = Resource::Camera.scopes(["photo"])?;
    /// assert_eq!(Resource::Camera.names(scopes.closed_down(Resource::Camera)), ["preview", "photo"]);
    /// # Ok::<(), menshen::UnknownScope>(())
    /// ```
    ///
    /// # Errors
    /// The first name that the resource does not have.
    pub fn scopes<'a>(
        self,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Result<Scopes, UnknownScope> {
        names.into_iter().try_fold(Scopes::NONE, |all, name| Ok(all | self.scope(name)?))
    }

    /// The names of the scopes in `scopes`, lowest bit first.
    pub fn names(self, scopes: Scopes) -> Vec<&'static str> {
        let named = self.scope_names().enumerate();
        named.filter(|(bit, _)| scopes.has(*bit as u8)).map(|(_, name)| name).collect()
    }

    /// What the platform's reduced mode of this resource gives: coarse location, picked media.
    pub const fn reduced(self) -> Scopes {
        match self {
            Resource::Location | Resource::Media => Scopes::bit(0),
            _ => Scopes::NONE,
        }
    }
}

/// A set of scopes of one resource, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Scopes(u8);

impl Scopes {
    /// No scope.
    pub const NONE: Scopes = Scopes(0);
    /// The most scopes one resource can have.
    pub const MAX: usize = 8;

    /// The set with just this bit; empty for a bit above 7.
    pub const fn bit(bit: u8) -> Scopes {
        Scopes(if bit < 8 { 1 << bit } else { 0 })
    }

    /// The set with these bits.
    pub const fn from_bits(bits: u8) -> Scopes {
        Scopes(bits)
    }

    /// The bits of the set.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Whether the set has this bit.
    pub const fn has(self, bit: u8) -> bool {
        bit < 8 && self.0 & (1 << bit) != 0
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether every scope of `other` is in this set.
    pub const fn contains(self, other: Scopes) -> bool {
        self.0 & other.0 == other.0
    }

    /// The set without `other`.
    pub const fn without(self, other: Scopes) -> Scopes {
        Scopes(self.0 & !other.0)
    }

    /// The bit numbers in the set, lowest first.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        let lowest = |bits: u8| (bits != 0).then(|| bits.trailing_zeros() as u8);
        // Taking the lowest bit off leaves the others: a set of one is one step, not eight.
        let rest = |bits: &u8| Some(bits & bits.wrapping_sub(1)).filter(|rest| *rest != 0);
        std::iter::successors(Some(self.0).filter(|bits| *bits != 0), rest).filter_map(lowest)
    }

    /// The set with what its scopes imply: a grant of `photo` is one of `preview` too.
    pub fn closed_down(self, resource: Resource) -> Scopes {
        let implied =
            |bit: u8| resource.table().get(bit as usize).map_or(0, |(_, implied)| *implied);
        self.iter().fold(self, |all, bit| Scopes(all.0 | implied(bit)))
    }

    /// The set with what implies its scopes: a refusal of `preview` is one of `photo` too.
    pub fn closed_up(self, resource: Resource) -> Scopes {
        let implying = resource.table().iter().zip(0u8..);
        implying
            .filter(|((_, implied), _)| implied & self.0 != 0)
            .fold(self, |all, (_, bit)| all | Scopes::bit(bit))
    }
}

impl std::ops::BitOr for Scopes {
    type Output = Scopes;
    fn bitor(self, other: Scopes) -> Scopes {
        Scopes(self.0 | other.0)
    }
}

impl std::ops::BitAnd for Scopes {
    type Output = Scopes;
    fn bitand(self, other: Scopes) -> Scopes {
        Scopes(self.0 & other.0)
    }
}

/// A scope that its resource does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownScope {
    /// The resource that was asked.
    pub resource: Resource,
    /// The name that was given.
    pub found: String,
}

impl std::fmt::Display for UnknownScope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` has no scope `{}`", self.resource, self.found)?;
        let known: Vec<_> = self.resource.scope_names().collect();
        match near_miss(&self.found, known.iter().copied()) {
            Some(near) => write!(f, ", did you mean `{near}`?"),
            None => write!(f, " (it has {})", known.join(", ")),
        }
    }
}

impl std::error::Error for UnknownScope {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closures_go_one_step_because_no_implied_scope_implies_another() {
        for resource in Resource::ALL {
            for (name, implied) in resource.table() {
                let implied = Scopes(*implied);
                assert_eq!(implied.closed_down(*resource), implied, "{resource}.{name}");
            }
        }
    }

    #[test]
    fn grants_close_down_and_refusals_close_up() {
        let camera = Resource::Camera;
        let photo = camera.scope("photo").unwrap();
        assert_eq!(camera.names(photo.closed_down(camera)), ["preview", "photo"]);
        assert_eq!(camera.names(photo.closed_up(camera)), ["photo"]);
        let preview = camera.scope("preview").unwrap();
        assert_eq!(preview.closed_up(camera), camera.all_scopes());
    }

    #[test]
    fn an_unknown_scope_names_a_near_one() {
        let error = Resource::Location.scope("corse").unwrap_err();
        assert_eq!(error.to_string(), "`location` has no scope `corse`, did you mean `coarse`?");
    }
}
