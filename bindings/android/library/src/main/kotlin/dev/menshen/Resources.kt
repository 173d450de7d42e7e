package dev.menshen

// What types an access and its lease: a scope is what it implies, so that a lease for `record` serves
// as one for `recognise`.

public interface Camera {
    public interface Preview : Camera
    public interface Photo : Preview
    public interface Video : Preview
    public interface Face : Preview
}

public interface Microphone {
    public interface Recognise : Microphone
    public interface Record : Recognise
    public interface Live : Recognise
}

public interface Location {
    public interface Coarse : Location
    public interface Fine : Coarse
    public interface Background : Location
}

public interface Contacts {
    public interface Match : Contacts
    public interface Read : Match
    public interface Write : Contacts
}

public interface Clipboard {
    public interface Match : Clipboard
    public interface Read : Match
    public interface Write : Clipboard
}

public interface Bluetooth {
    public interface Connected : Bluetooth
    public interface Scan : Bluetooth
    public interface Connect : Connected
}

public interface Calendar {
    public interface Add : Calendar
    public interface Write : Add
    public interface Read : Calendar
}

public interface Media {
    public interface Pick : Media
    public interface Images : Media
    public interface Video : Media
    public interface Audio : Media
    public interface Save : Media
}

public interface Notifications {
    public interface Post : Notifications
}

public interface Motion {
    public interface Raw : Motion
    public interface Activity : Motion
}

public interface DeviceId {
    public interface Model : DeviceId
    public interface AppScoped : DeviceId
    public interface Advertising : DeviceId
    public interface Hardware : DeviceId
}

public interface Wifi {
    public interface State : Wifi
    public interface Ssid : State
}

public interface InstalledApps {
    public interface Query : InstalledApps
}

public interface SystemSettings {
    public interface Write : SystemSettings
}

public interface Phone {
    public interface Number : Phone
}

public interface Accessory {
    public interface Model : Accessory
    public interface Id : Accessory
}
