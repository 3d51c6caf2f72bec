"""How the holder's report looks, on a screen and on paper."""

STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#f3f3f1;color:#1c1c1a;font:15px/1.55 system-ui,"Noto Sans","Noto Sans JP","Hiragino Sans",
"Yu Gothic UI",Meiryo,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2.5rem 2rem 4rem;background:#fff}
h1{font-size:1.9rem;line-height:1.25;margin:.1rem 0 1rem}
h2{font-size:1.2rem;margin:2.4rem 0 .6rem;padding-bottom:.3rem;border-bottom:1px solid #d9d9d4}
h3{font-size:1.02rem;margin:0 0 .5rem}
h4{font-size:.92rem;margin:1.1rem 0 .3rem}
p{margin:.5rem 0}
.kicker{color:#5b5b55;letter-spacing:.02em;margin:0}
.small{color:#5b5b55;font-size:.86rem}
dl{margin:.5rem 0;display:grid;gap:.15rem}
dl>div{display:grid;grid-template-columns:11rem 1fr;gap:1rem}
dt{color:#5b5b55}
dd{margin:0;overflow-wrap:anywhere}
code{font:12.5px/1.5 ui-monospace,"Noto Sans Mono",Consolas,monospace;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse;margin:.6rem 0;font-size:.9rem}
th{white-space:nowrap;text-align:start;font-weight:600;color:#5b5b55;border-bottom:1px solid #b9b9b2;
padding:.3rem .6rem .3rem 0}
td{vertical-align:top;border-bottom:1px solid #e6e6e1;padding:.4rem .6rem .4rem 0;overflow-wrap:break-word;
white-space:pre-line}
.verdict{border:2px solid;border-radius:.4rem;padding:.4rem 1.2rem 1rem;margin:1.6rem 0}
.verdict h2{border:0;margin:.6rem 0 .2rem;padding:0}
.verdict.open{border-color:#9a5b00;background:#fff7e8}
.verdict.whole{border-color:#23663a;background:#f0f8f2}
.counts{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.8rem;margin:1.2rem 0}
.counts div{border:1px solid #d9d9d4;border-radius:.4rem;padding:.5rem .8rem}
.counts b{display:block;font-size:1.5rem;line-height:1.3}
.counts span{color:#5b5b55;font-size:.86rem}
article{border:1px solid #d9d9d4;border-radius:.4rem;padding:1rem 1.2rem;margin:1rem 0}
.prompt{background:#f6f6f4;border-radius:.3rem;padding:.7rem .9rem;white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:#ffe08a;color:inherit;padding:0 .1em}
.day{white-space:nowrap}
.word{font-weight:600;white-space:nowrap}
.word.block{color:#9b1c1c}
.word.ask{color:#8a5200}
.word.allow{color:#23663a}
@media (max-width:40rem){main{padding:1.2rem}dl>div{grid-template-columns:1fr;gap:0}}
@media print{
@page{margin:16mm}
body{background:#fff;font-size:10.5pt}
main{max-width:none;padding:0}
h2,h3,h4{break-after:avoid}
tr,dl>div,.verdict,.counts div{break-inside:avoid}
thead{display:table-header-group}
code{font-size:8pt}
mark,.verdict,.prompt{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
""".strip()
