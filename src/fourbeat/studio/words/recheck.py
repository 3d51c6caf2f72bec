"""Words of old work that is judged anew, of pictures that are compared, and of what ends soon."""

from .entry import count, say

WORDS = (
    say("help.policy-recheck", "Judge briefs, jobs, takes and finished films anew: 0 clear, 10 ask, 20 block."),
    say("option.recheck-dry-run", "Only say what would change."),
    say("recheck.brief", "Shot {shot}"),
    say("recheck.take", "Take {take} of shot {shot}"),
    say("recheck.never", "never judged"),
    say("recheck.line", "{what}: {was} → {now}"),
    say("recheck.then", "{line}, {deed}"),
    say("recheck.did-cancel", "cancelled"),
    say("recheck.did-hold", "held"),
    say("recheck.did-withdraw", "withdrawn from the cut, and kept"),
    say("recheck.did-return", "no longer withdrawn"),
    say("recheck.did-note", "written down"),
    say("recheck.would-cancel", "would be cancelled"),
    say("recheck.would-hold", "would be held"),
    say("recheck.would-withdraw", "would be withdrawn from the cut, and kept"),
    say("recheck.would-return", "would be withdrawn no longer"),
    say("recheck.would-note", "would be written down"),
    say("recheck.judged", "Judged anew: {counts}."),
    count("recheck.count-brief", "{n} brief", "{n} briefs"),
    count("recheck.count-job", "{n} job", "{n} jobs"),
    count("recheck.count-take", "{n} take", "{n} takes"),
    count("recheck.count-delivery", "{n} film", "{n} films"),
    count("recheck.changed", "{n} is judged otherwise than before.", "{n} are judged otherwise than before."),
    say("recheck.same", "Nothing is judged otherwise than before."),
    say(
        "recheck.offer",
        "This pack reaches {takes} and {shots} here. `fourbeat policy recheck` judges them anew.",
    ),
    say("recheck.offer-any", "`fourbeat policy recheck PROJECT` judges what was made before anew."),
    say("option.pack-recheck", "Judge the project here anew at once."),
)
