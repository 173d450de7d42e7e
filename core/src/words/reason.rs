//! Why access is denied, and what the user interface does next.

use super::words;

words! {
    /// Why access is denied. The order is the order of the decision: the first that fails counts.
    Reason, "reason" {
        /// The gate itself is broken; it fails closed.
        GateFault = 1 "gate_fault",
        /// The policy has no such purpose.
        UndeclaredPurpose = 2 "undeclared_purpose",
        /// The purpose declares no need for this resource.
        UndeclaredResource = 3 "undeclared_resource",
        /// The purpose needs the resource, but not at this scope.
        UndeclaredScope = 4 "undeclared_scope",
        /// The purpose does not list this caller.
        UndeclaredCaller = 5 "undeclared_caller",
        /// The policy is undecided, or declined (basic mode).
        PolicyNotAccepted = 6 "policy_not_accepted",
        /// A material change newer than the accepted version touches the purpose.
        PolicyOutdated = 7 "policy_outdated",
        /// The purpose is not for guests.
        SignInRequired = 8 "sign_in_required",
        /// The subject is below the policy's guardian age and no guardian has consented.
        GuardianRequired = 9 "guardian_required",
        /// The subject said no.
        ConsentRefused = 10 "consent_refused",
        /// The subject took an earlier yes back.
        ConsentWithdrawn = 11 "consent_withdrawn",
        /// The consent was for a time, and that time is over.
        ConsentExpired = 12 "consent_expired",
        /// Nothing of the request has been consented to yet.
        ConsentNotAsked = 13 "consent_not_asked",
        /// Some of the request has been consented to, but not all.
        ConsentScope = 14 "consent_scope",
        /// The app is further back than the need's context allows.
        NotForeground = 15 "not_foreground",
        /// The purpose's declared frequency is used up.
        OverBudget = 16 "over_budget",
        /// The device-wide switch of the resource is off.
        OsSwitchedOff = 17 "os_switched_off",
        /// The system forbids it (device policy, parental control).
        OsRestricted = 18 "os_restricted",
        /// The OS will not show its dialog again.
        OsPermanentlyDenied = 19 "os_permanently_denied",
        /// The user denied the OS dialog.
        OsDenied = 20 "os_denied",
        /// The OS has not asked yet for anything of the request.
        OsNotAsked = 21 "os_not_asked",
        /// The OS granted some of the request, but not all.
        OsScope = 22 "os_scope",
        /// The access could not be logged, so it is denied.
        LogUnavailable = 23 "log_unavailable",
    }
}

words! {
    /// What the user interface does next after a denial.
    Step, "step" {
        /// Nothing the user could do would help.
        None = 0 "none",
        /// Show the policy.
        AcceptPolicy = 1 "accept_policy",
        /// Offer to sign in.
        SignIn = 2 "sign_in",
        /// Ask a guardian.
        GuardianConsent = 3 "guardian_consent",
        /// Show the purpose's text and ask; for `in_context` needs an OS dialog may take the answer.
        AskConsent = 4 "ask_consent",
        /// Show the operating system's dialog.
        RequestOs = 5 "request_os",
        /// Lead to the app's page in the system settings.
        OpenOsSettings = 6 "open_os_settings",
        /// Lead to the device-wide switch.
        OpenOsSwitch = 7 "open_os_switch",
        /// Use the feature when the app is in the foreground.
        ComeToForeground = 8 "come_to_foreground",
        /// Do not ask before the time that comes with the step.
        Wait = 9 "wait",
        /// Do not ask until the user taps the feature.
        WaitForUser = 10 "wait_for_user",
    }
}
