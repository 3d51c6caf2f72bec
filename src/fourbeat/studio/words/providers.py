"""The words of the line to servers, and of what they answer."""

from __future__ import annotations

from .entry import say

WORDS = (
    # The line: a request could not go, or its answer did not come
    say(
        "line.no-such-host",
        "This network knows no machine called {host}. Check the address in the connection, and whether this machine is "
        "online.",
    ),
    say("line.no-such-host.title", "The server is not known"),
    say(
        "line.refused",
        "Nothing answers at {host}. Check the address and port in the connection, and whether the server there runs.",
    ),
    say("line.refused.title", "The server does not answer"),
    say(
        "line.unreachable",
        "{host} cannot be reached: nothing came back in time. Check the address, the network and any firewall between.",
    ),
    say("line.unreachable.title", "The server cannot be reached"),
    say(
        "line.certificate",
        "{host} shows a certificate that this machine does not trust ({detail}), so nothing was sent. Check the "
        "address. If the server is your own, add its certificate to this machine's trusted ones.",
    ),
    say("line.certificate.title", "The certificate is not trusted"),
    say(
        "line.no-tls",
        "{host} does not speak TLS. Nothing was sent. If it is a server in your own network, its address begins with "
        "http:// instead of https://.",
    ),
    say("line.no-tls.title", "The server does not encrypt"),
    say("line.tls", "{host} and this machine found no common way to encrypt, so nothing was sent."),
    say("line.tls.title", "No encrypted line"),
    say(
        "line.proxy-refuses",
        "The proxy {proxy} does not let requests through to {host} ({detail}). Check HTTP_PROXY, HTTPS_PROXY and "
        "NO_PROXY, or ask who looks after the network.",
    ),
    say("line.proxy-refuses.title", "The proxy refuses"),
    say(
        "line.proxy-silent",
        "The proxy {proxy} does not answer. Check HTTP_PROXY and HTTPS_PROXY, or ask who looks after the network.",
    ),
    say("line.proxy-silent.title", "The proxy does not answer"),
    say(
        "line.proxy-unknown",
        "This network knows no proxy called {proxy}. Check HTTP_PROXY and HTTPS_PROXY, and whether this machine is "
        "online.",
    ),
    say("line.proxy-unknown.title", "The proxy is not known"),
    say("line.slow", "{host} got the request and did not answer within {seconds} seconds."),
    say("line.slow.title", "The server is too slow"),
    say("line.cut", "The line to {host} broke before all of its answer was here."),
    say("line.cut.title", "The line broke"),
    say(
        "line.redirected",
        "{host} sends this request on to {target}. Your key is not sent there. If that is where the server is now, put "
        "its address into the connection.",
    ),
    say("line.redirected.title", "The server sends elsewhere"),
    say(
        "line.leads-inside",
        "{host} names {target}, in your own network, as where a clip lies. Nothing was fetched from there.",
    ),
    say("line.leads-inside.title", "A clip somewhere it does not belong"),
    say(
        "line.web-page",
        "{host} answers with a web page (status {status}) instead of data. Check the address in the connection: in the "
        "videos protocol it often ends in /v1. A network's sign-in page answers like this, too.",
    ),
    say("line.web-page.title", "A web page instead of data"),
    say("line.not-json", "{host} answers with something that is no JSON (status {status}). Check the address."),
    say("line.not-json.title", "Not the answer of a generator"),
    say(
        "line.too-long",
        "{host} answers at such length that it was not read to the end (status {status}). Check the address in the "
        "connection, and what the server's own log says.",
    ),
    say("line.too-long.title", "The answer is too long"),
    say("line.no-clip", "{host} sent {kind} where the clip should be."),
    say("line.no-clip.title", "Not a clip"),
    say("line.no-clip-there", "{host} names a place for the clip that is no address on the web."),
    say("line.no-clip-there.title", "A clip nowhere"),
    say("line.endless", "What {host} sends does not end. It was stopped."),
    say("line.endless.title", "The clip does not end"),
    say("line.file-gone", "The file {file}, which goes with this request, is not there any more."),
    say("line.file-gone.title", "A file is gone"),
    say("line.key-locked", "The key for {provider} cannot be had: {why}"),
    say("line.key-locked.title", "The key cannot be had"),
    say("line.key-refused", "The key for {provider} is not used: {why}"),
    say("line.key-refused.title", "The key is not used"),
    say(
        "line.no-key",
        "There is no key for {provider} here. Enter it in Connections, or give it with `fourbeat provider key`.",
    ),
    say("line.no-key.title", "The key is missing"),
    say(
        "line.odd-key",
        "The key for {provider} holds a space, a line break or a letter that no key has. Copy it anew, without what "
        "stands around it.",
    ),
    say("line.odd-key.title", "The key cannot be right"),
    say(
        "line.odd-address",
        "The address for {host} cannot be used. It begins with http:// or https://, names a machine, and holds no "
        "user name, password or key.",
    ),
    say("line.odd-address.title", "The address cannot be right"),
    # What servers answer
    say("server.says", "It says: “{text}”."),
    say("server.says-nothing", "It gives no reason."),
    say(
        "server.refuses-prompt",
        "{provider} does not take this prompt or its reference picture. {reason} Change the brief; sending the same "
        "again brings the same answer.",
    ),
    say(
        "server.refuses-clip",
        "{provider} made something of this prompt and does not hand it out. {reason} Change the brief before another "
        "try.",
    ),
    say("server.refuses-prompt.title", "The prompt is refused"),
    say("server.refuses-clip.title", "The clip is withheld"),
    say(
        "server.refuses-request",
        "{provider} does not take this request. {reason} Choose other settings for this shot.",
    ),
    say("server.refuses-request.title", "The generator refuses the request"),
    say(
        "server.refuses-key",
        "{provider} does not accept the key, or got none. {reason} Check in the connection whether a key is sent, and "
        "whether it is the right one.",
    ),
    say("server.refuses-key.title", "The key is not accepted"),
    say("server.no-credit", "The account at {provider} has no credit left. {reason}"),
    say("server.no-credit.title", "No credit left"),
    say("server.busy", "{provider} accepts no more requests just now. {reason}"),
    say("server.busy.title", "The generator is busy"),
    say(
        "server.not-there",
        "{provider} does not know what was asked for. {reason} Check the address in the connection and the model.",
    ),
    say("server.not-there.title", "Not there"),
    say("server.expired", "{provider} no longer has this. {reason}"),
    say("server.expired.title", "No longer there"),
    say("server.cannot", "{provider} cannot do this. {reason}"),
    say("server.cannot.title", "The generator cannot do this"),
    say("server.broke", "{provider} met an error of its own. {reason}"),
    say("server.broke.title", "The generator broke"),
    say(
        "server.unclear",
        "{provider} got the request and answered with an error (status {status}), so it may have begun all the same. "
        "{reason}",
    ),
    # The videos protocol
    say(
        "videos.prompt-too-long",
        "The prompt is {n} letters long; {model} reads {most}. Shorten the brief, or choose a shorter form of prompt.",
    ),
    say("videos.prompt-too-long.title", "The prompt is too long"),
    say("videos.not-native", "{model} does not do this itself. Ask for it as a new clip with a frame of the old one."),
    say("videos.not-native.title", "Not done by this generator"),
    say("videos.made-elsewhere", "{take} was not made by this generator, so it cannot change it there."),
    say("videos.made-elsewhere.title", "Made elsewhere"),
    say(
        "videos.takes-no-picture",
        "{model} is not known to accept reference pictures: it might leave them out and charge all the same. Remove "
        "the picture from the shot, or say in the connection how it is sent.",
    ),
    say("videos.takes-no-picture.title", "Not known to accept pictures"),
    say(
        "videos.pictures-unknown",
        "Nobody knows whether it uses reference pictures, and a server that leaves one out may charge all the same: "
        "none is sent. The manual says how to change that: `fourbeat help servers`.",
    ),
    say("videos.one-picture", "{model} accepts one reference picture. Leave one in the shot."),
    say("videos.one-picture.title", "Too many pictures"),
    say(
        "videos.picture-too-large",
        "The reference picture is too large to be sent; {most} MB are allowed. Use a smaller one.",
    ),
    say("videos.picture-too-large.title", "The picture is too large"),
    say("videos.no-model", "{provider} has no model “{model}”. It has {models}."),
    say("videos.no-model.title", "No such model"),
    say(
        "videos.ask-first",
        "Nobody has asked {provider} yet which models it has. Ask with `fourbeat provider test {key}`, and choose one.",
    ),
    say("videos.ask-first.title", "No model chosen yet"),
    say("videos.no-id", "{provider} took the request without giving it a number to ask by."),
    say("videos.no-list", "{provider} keeps no list in which a request could be found again."),
    say("videos.no-list.title", "No list to look in"),
    say(
        "videos.several-alike",
        "{provider} lists {n} requests that look the same, and nobody can tell which is this one. See its own page.",
    ),
    say("videos.several-alike.title", "Several look the same"),
    say(
        "videos.list-without-prompts",
        "{provider} lists requests without their prompts, so none can be told from another.",
    ),
    say("videos.list-without-prompts.title", "A list that tells too little"),
    say("videos.list-too-long", "The list of {provider} is too long to look through."),
    say("videos.list-too-long.title", "The list is too long"),
    say("videos.no-job", "{provider} answers without saying how far this request is."),
    say("videos.no-job.title", "No answer to the question"),
    say("videos.failed", "{provider} could not make the clip. {reason}"),
    say(
        "videos.expired",
        "{provider} threw the clip away before it was fetched. It may have been charged. Retry the job to ask again.",
    ),
    say(
        "videos.no-content",
        "{provider} says the clip is ready but has none to give. It may have been charged. Retry the job to ask again.",
    ),
    say(
        "videos.reference-dropped",
        "{provider} says that it made this clip without your reference picture. Do not judge the look by it; try a "
        "model that accepts pictures.",
    ),
    say(
        "videos.asked-elsewhere",
        "{provider} had another model make this clip after the one you chose had failed. Both may have been charged.",
    ),
    say("videos.other-size", "{provider} makes this clip in {given} instead of {asked}."),
    say(
        "videos.not-spoken",
        "{provider} does not speak the videos protocol at this address. Check the address in the connection: it often "
        "ends in /v1.",
    ),
    say("videos.not-spoken.title", "Another protocol"),
    say(
        "videos.no-models",
        "{provider} does not say which models it has. Write down the one you use: `fourbeat provider model`.",
    ),
    say("videos.no-models.title", "No models named"),
)
