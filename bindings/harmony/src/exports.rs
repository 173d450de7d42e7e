//! The functions that JavaScript sees; `Index.d.ts` says what they do.

use std::ffi::CStr;

use crate::calls::{answers, decide, key, log, opening, plan, policy, prepared, system, watch};
use crate::entry::Run::{Hot, Later, Now};
use crate::entry::{Export, Job, Run};
use crate::hot;
use crate::js::Call;
use crate::queue::{ANSWERS, READING};
use crate::refusal::Answer;

pub(crate) static EXPORTS: &[Export] = &[
    export(c"prepare", Now(prepared::prepare)),
    export(c"check", Hot(hot::check)),
    export(c"acquire", Hot(hot::acquire)),
    export(c"acquireAll", Now(prepared::acquire_all)),
    export(c"release", Hot(hot::release)),
    export(c"ended", Hot(hot::ended)),
    export(c"open", Now(opening::open)),
    export(c"join", Now(opening::join)),
    export(c"keyAnswered", Now(key::answered)),
    export(c"close", Now(opening::close)),
    export(c"fault", Now(opening::fault)),
    export(c"watch", Now(watch::watch)),
    export(c"onLeaseEnd", Now(watch::on_lease_end)),
    export(c"policy", Now(policy::policy)),
    export(c"policyState", Now(policy::state)),
    export(c"osGrant", Now(system::os_grant)),
    export(c"requirement", Now(system::requirement)),
    export(c"plan", Now(plan::plan)),
    export(c"startWalk", Now(plan::start_walk)),
    export(c"nextStep", Now(plan::next_step)),
    export(c"endWalk", Now(plan::end_walk)),
    export(c"couldStart", Now(plan::could_start)),
    export(c"mayStart", Now(plan::may_start)),
    export(c"policyShown", answered(answers::policy_shown)),
    export(c"acceptPolicy", answered(answers::accept_policy)),
    export(c"declinePolicy", answered(answers::decline_policy)),
    export(c"answer", answered(answers::answer)),
    export(c"withdraw", answered(answers::withdraw)),
    export(c"answerOs", answered(answers::answer_os)),
    export(c"settingsShown", answered(answers::settings_shown)),
    export(c"guardian", answered(answers::guardian)),
    export(c"eraseSubject", answered(answers::erase_subject)),
    export(c"osChanged", Now(system::os_changed)),
    export(c"osObserved", Now(system::os_observed)),
    export(c"appState", Now(system::app_state)),
    export(c"switchSubject", Now(system::switch_subject)),
    export(c"sdkRunning", Now(system::sdk_running)),
    export(c"usage", read(log::usage)),
    export(c"records", read(log::records)),
    export(c"exportLog", read(log::export_log)),
    export(c"ownCopy", read(log::own_copy)),
    export(c"receipts", read(log::receipts)),
    export(c"checkpoint", read(log::checkpoint)),
    export(c"readMatch", Now(prepared::read_match)),
    export(c"decideIn", Now(decide::decide_in)),
    export(c"decidePacked", Now(decide::decide_packed)),
    export(c"wordNames", Now(decide::word_names)),
    export(c"scopeNames", Now(decide::scope_names)),
    #[cfg(feature = "test-clock")]
    export(c"testPass", Now(system::test_pass)),
];

const fn export(name: &'static CStr, run: Run) -> Export {
    Export { name, run }
}

const fn answered(run: fn(&mut Call<'_>) -> Answer<Job>) -> Run {
    Later(&ANSWERS, run)
}

const fn read(run: fn(&mut Call<'_>) -> Answer<Job>) -> Run {
    Later(&READING, run)
}
