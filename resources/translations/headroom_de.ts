<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Breakdown</name>
    <message>
        <source>%1 %2 (%3)</source>
        <translation>%1 %2 (%3)</translation>
    </message>
    <message>
        <source>Total %1.</source>
        <translation>Gesamt %1.</translation>
    </message>
    <message>
        <source>Largest: %1.</source>
        <translation>Größte: %1.</translation>
    </message>
    <message>
        <source>Device memory %1.</source>
        <translation>Gerätespeicher %1.</translation>
    </message>
    <message>
        <source>Peak %1.</source>
        <translation>Höchststand %1.</translation>
    </message>
    <message>
        <source>Used %1.</source>
        <translation>Benutzt %1.</translation>
    </message>
</context>
<context>
    <name>BreakdownTab</name>
    <message>
        <source>Memory by component</source>
        <translation>Speicher nach Komponente</translation>
    </message>
    <message>
        <source>The kind of the chart</source>
        <translation>Die Art des Diagramms</translation>
    </message>
    <message>
        <source>Kind of the chart</source>
        <translation>Art des Diagramms</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>%1 · 1 byte</source>
        <translation>%1 · 1 Byte</translation>
    </message>
    <message>
        <source>%1 · %2 bytes</source>
        <translation>%1 · %2 Byte</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>Inferenz</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>selective</source>
        <translation>selektiv</translation>
    </message>
    <message>
        <source>full</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>as the weights</source>
        <translation>wie die Gewichte</translation>
    </message>
    <message>
        <source>by the model</source>
        <translation>nach dem Modell</translation>
    </message>
    <message>
        <source>none (hidden states)</source>
        <translation>keiner (verborgene Zustände)</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
</context>
<context>
    <name>Device</name>
    <message>
        <source>Choose %1</source>
        <translation>%1 auswählen</translation>
    </message>
    <message>
        <source>The device is %1; undo brings back what was there</source>
        <translation>Das Gerät ist %1; Rückgängig bringt zurück, was da war</translation>
    </message>
    <message>
        <source>Choose No Device</source>
        <translation>Kein Gerät wählen</translation>
    </message>
    <message>
        <source>Data center</source>
        <translation>Rechenzentrum</translation>
    </message>
    <message>
        <source>Workstation</source>
        <translation>Workstation</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Endkunden</translation>
    </message>
    <message>
        <source>Laptop</source>
        <translation>Laptop</translation>
    </message>
    <message>
        <source>Unified memory</source>
        <translation>Gemeinsamer Speicher</translation>
    </message>
    <message>
        <source>TPU</source>
        <translation>TPU</translation>
    </message>
    <message>
        <source>%L1 GB</source>
        <translation>%L1 GB</translation>
    </message>
    <message>
        <source>as its driver reports</source>
        <translation>wie der Treiber ihn meldet</translation>
    </message>
    <message>
        <source>as it is sold: what its driver leaves to programs is not known</source>
        <translation>wie es verkauft wird: was der Treiber Programmen lässt, ist nicht bekannt</translation>
    </message>
    <message>
        <source>three quarters of the memory that it shares with the CPU, an assumption</source>
        <translation>drei Viertel des Speichers, den es mit der CPU teilt, eine Annahme</translation>
    </message>
</context>
<context>
    <name>FileText</name>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>%1 (known by its size alone)</source>
        <translation>%1 (nur nach seiner Größe bekannt)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, a guess</source>
        <translation>%1, geschätzt</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Active per token</source>
        <translation>Aktiv je Token</translation>
    </message>
    <message>
        <source>In embeddings</source>
        <translation>In Embeddings</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Quantization</source>
        <translation>Quantisierung</translation>
    </message>
    <message>
        <source>Context length</source>
        <translation>Kontextlänge</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>KV cache per token</source>
        <translation>KV-Cache je Token</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>Inference activations</source>
        <translation>Aktivierungen bei Inferenz</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation>%1 aus %2 Dateien</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>The figures may be incomplete, or rest on what is assumed here.</source>
        <translation>Die Zahlen sind vielleicht unvollständig, oder sie beruhen auf dem, was hier angenommen wird.</translation>
    </message>
    <message>
        <source>The file is damaged or cut short: other programs refuse it, and the figures are of what could be read.</source>
        <translation>Die Datei ist beschädigt oder abgeschnitten: Andere Programme lehnen sie ab, und die Zahlen gelten für das, was zu lesen war.</translation>
    </message>
    <message>
        <source>Good to know; the figures hold.</source>
        <translation>Gut zu wissen; die Zahlen stimmen.</translation>
    </message>
    <message>
        <source>others</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>Tensors: %1. Elements: %2. Bytes: %3</source>
        <translation>Tensoren: %1. Elemente: %2. Bytes: %3</translation>
    </message>
</context>
<context>
    <name>FormNotes</name>
    <message>
        <source>Effective batch: %1 samples</source>
        <translation>Effektiver Batch: %1 Beispiele</translation>
    </message>
    <message>
        <source>Effective batch: %1 sequences, %2 tokens</source>
        <translation>Effektiver Batch: %1 Sequenzen, %2 Token</translation>
    </message>
    <message>
        <source>Keeps no states</source>
        <translation>Behält keine Zustände</translation>
    </message>
    <message>
        <source>1 state per parameter</source>
        <translation>1 Zustand pro Parameter</translation>
    </message>
    <message>
        <source>%1 states per parameter</source>
        <translation>%1 Zustände pro Parameter</translation>
    </message>
    <message>
        <source>1 state of 1 byte per parameter</source>
        <translation>1 Zustand von 1 Byte pro Parameter</translation>
    </message>
    <message>
        <source>%1 states of 1 byte per parameter</source>
        <translation>%1 Zustände von 1 Byte pro Parameter</translation>
    </message>
    <message>
        <source>As many states as the factor says</source>
        <translation>So viele Zustände, wie der Faktor sagt</translation>
    </message>
    <message>
        <source>States depend on each weight&apos;s shape</source>
        <translation>Die Zustände hängen von der Form jedes Gewichts ab</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Byte</translation>
    </message>
    <message>
        <source>%1, as torchvision has it.</source>
        <translation>%1, wie torchvision es hat.</translation>
    </message>
    <message>
        <source>An own network, layer by layer.</source>
        <translation>Ein eigenes Netz, Schicht für Schicht.</translation>
    </message>
    <message>
        <source>From the file %1.</source>
        <translation>Aus der Datei %1.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>As in the file %1</source>
        <translation>Wie in der Datei %1</translation>
    </message>
    <message>
        <source>%1 in the file %2</source>
        <translation>%1 in der Datei %2</translation>
    </message>
</context>
<context>
    <name>FormPanel</name>
    <message>
        <source>by factor</source>
        <translation>nach Faktor</translation>
    </message>
    <message>
        <source>per token</source>
        <translation>pro Token</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>nicht gezählt</translation>
    </message>
</context>
<context>
    <name>GuideTab</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Searches all chapters; Return goes to the next place, Shift+Return to the one before</source>
        <translation>Durchsucht alle Kapitel; die Eingabetaste führt zur nächsten Fundstelle, Umschalt+Eingabetaste zur vorherigen</translation>
    </message>
    <message>
        <source>Search in the guide</source>
        <translation>Im Leitfaden suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <source>Places found</source>
        <translation>Fundstellen</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Leitfaden</translation>
    </message>
</context>
<context>
    <name>HeadlinePanel</name>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>LocaleText</name>
    <message>
        <source>; did you mean “%1”?</source>
        <translation>; meinten Sie „%1“?</translation>
    </message>
</context>
<context>
    <name>RowFactory</name>
    <message>
        <source>such as 110M</source>
        <translation>z. B. 110M</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>as heads</source>
        <translation>wie Heads</translation>
    </message>
    <message>
        <source>as sequence</source>
        <translation>wie Sequenz</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>by the device</source>
        <translation>je nach Gerät</translation>
    </message>
</context>
<context>
    <name>StepText</name>
    <message>
        <source>backward</source>
        <translation>Rückwärtsdurchlauf</translation>
    </message>
    <message>
        <source>optimizer step</source>
        <translation>Optimiererschritt</translation>
    </message>
    <message>
        <source>decoding</source>
        <translation>Dekodierung</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>Vorwärtsdurchlauf</translation>
    </message>
    <message>
        <source>scalar</source>
        <translation>Skalar</translation>
    </message>
    <message>
        <source>the model itself</source>
        <translation>das Modell selbst</translation>
    </message>
    <message>
        <source>%1, event %2 of %3</source>
        <translation>%1, Ereignis %2 von %3</translation>
    </message>
    <message>
        <source>%1 taken by %2 at %3, %4 in %5</source>
        <translation>%1 belegt von %2 bei %3, %4 in %5</translation>
    </message>
    <message>
        <source>%1 given back, made by %2 at %3</source>
        <translation>%1 zurückgegeben, erzeugt von %2 bei %3</translation>
    </message>
    <message>
        <source>%1 inside the kernel of %2 at %3</source>
        <translation>%1 innerhalb des Kernels von %2 bei %3</translation>
    </message>
</context>
<context>
    <name>WindowOptions</name>
    <message>
        <source>the name of a PNG file</source>
        <translation>der Name einer PNG-Datei</translation>
    </message>
    <message>
        <source>width x height in pixels, as in 1280x800, from 200 to 8192 each</source>
        <translation>Breite x Höhe in Pixeln, etwa 1280x800, jeweils von 200 bis 8192</translation>
    </message>
    <message>
        <source>light or dark</source>
        <translation>light oder dark</translation>
    </message>
    <message>
        <source>the name of a tab</source>
        <translation>der Name eines Tabs</translation>
    </message>
    <message>
        <source>a percentage from 50 to 300</source>
        <translation>ein Prozentwert von 50 bis 300</translation>
    </message>
    <message>
        <source>the code of a language, as in de</source>
        <translation>das Kürzel einer Sprache, etwa de</translation>
    </message>
    <message>
        <source>the name of a dialog</source>
        <translation>den Namen eines Dialogs</translation>
    </message>
</context>
<context>
    <name>app</name>
    <message>
        <source>made by a newer version of Headroom (format {0})</source>
        <translation>mit einer neueren Version von Headroom erstellt (Format {0})</translation>
    </message>
    <message>
        <source>a preset needs a name</source>
        <translation>eine Vorlage braucht einen Namen</translation>
    </message>
    <message>
        <source>the folder of presets {0} cannot be made</source>
        <translation>der Ordner für Vorlagen {0} kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>this preset cannot be renamed</source>
        <translation>diese Vorlage kann nicht umbenannt werden</translation>
    </message>
    <message>
        <source>there is a preset named {0} already</source>
        <translation>es gibt bereits eine Vorlage namens {0}</translation>
    </message>
    <message>
        <source>{0} cannot be deleted: {1}</source>
        <translation>{0} kann nicht gelöscht werden: {1}</translation>
    </message>
    <message>
        <source>{0} exists again</source>
        <translation>{0} ist wieder vorhanden</translation>
    </message>
</context>
<context>
    <name>architectures</name>
    <message>
        <source>expected at most {0} layers, found {1}</source>
        <translation>höchstens {0} Schichten erwartet, gefunden: {1}</translation>
    </message>
    <message>
        <source>expected a list of {0} (num_hidden_layers), found {1}</source>
        <translation>eine Liste mit {0} Einträgen (num_hidden_layers) erwartet, gefunden: {1}</translation>
    </message>
    <message>
        <source>expected full_attention or sliding_attention, found {0}</source>
        <translation>full_attention oder sliding_attention erwartet, gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a whole number, found {0}</source>
        <translation>eine ganze Zahl erwartet, gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a whole number from {0} to {1}, found {2}</source>
        <translation>eine ganze Zahl von {0} bis {1} erwartet, gefunden: {2}</translation>
    </message>
    <message>
        <source>expected a whole number, found nothing</source>
        <translation>eine ganze Zahl erwartet, nichts gefunden</translation>
    </message>
    <message>
        <source>expected true or false, found {0}</source>
        <translation>true oder false erwartet, gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a number from 0 to 1, found {0}</source>
        <translation>eine Zahl von 0 bis 1 erwartet, gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a part of at least one dimension, found {0}</source>
        <translation>ein Teil von mindestens einer Dimension erwartet, gefunden: {0}</translation>
    </message>
    <message>
        <source>expected text, found {0}</source>
        <translation>Text erwartet, gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a list of texts, found {0}</source>
        <translation>eine Liste von Texten erwartet, gefunden: {0}</translation>
    </message>
    <message>
        <source>expected an object, found {0}</source>
        <translation>ein Objekt erwartet, gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a divisor of {0} ({1}), found {2}</source>
        <translation>ein Teiler von {0} ({1}) erwartet, gefunden: {2}</translation>
    </message>
    <message>
        <source>Gemma 2 has capped scores, which SDPA does not know: expected eager or sdpa</source>
        <translation>Gemma 2 begrenzt die Attention-Scores, was SDPA nicht kennt: eager oder sdpa erwartet</translation>
    </message>
    <message>
        <source>this variant of GPT-2 is not known</source>
        <translation>diese Variante von GPT-2 ist nicht bekannt</translation>
    </message>
    <message>
        <source>expected at most {0} (num_local_experts), found {1}</source>
        <translation>höchstens {0} (num_local_experts) erwartet, gefunden: {1}</translation>
    </message>
    <message>
        <source>the loss that balances the experts is not known: expected false</source>
        <translation>der Loss, der die Experten ausbalanciert, ist nicht bekannt: false erwartet</translation>
    </message>
    <message>
        <source>noise at the router is not known: expected 0</source>
        <translation>Rauschen am Router ist nicht bekannt: 0 erwartet</translation>
    </message>
    <message>
        <source>layers that are left out by chance cannot be counted: expected 0</source>
        <translation>Schichten, die zufällig ausgelassen werden, können nicht gezählt werden: 0 erwartet</translation>
    </message>
    <message>
        <source>expected a whole number from 1 to {0}, found {1}</source>
        <translation>eine ganze Zahl von 1 bis {0} erwartet, gefunden: {1}</translation>
    </message>
    <message>
        <source>expected one of fp64, fp32, bf16, fp16 for a step of PyTorch, found {0}</source>
        <translation>für einen Schritt von PyTorch eines von fp64, fp32, bf16, fp16 erwartet, gefunden: {0}</translation>
    </message>
    <message>
        <source>{0} has {1}; found {2}</source>
        <translation>{0} hat {1}; gefunden: {2}</translation>
    </message>
    <message>
        <source>expected one of {0}; found {1}. Models of other types can be estimated in closed form, from their parameters</source>
        <translation>eines von {0} erwartet; gefunden: {1}. Modelle anderer Typen können in geschlossener Form aus ihren Parametern abgeschätzt werden</translation>
    </message>
    <message>
        <source>the model has {0} positions (max_position_embeddings), found {1}</source>
        <translation>das Modell hat {0} Positionen (max_position_embeddings), gefunden: {1}</translation>
    </message>
    <message>
        <source>{0} positions are more than the {1} that the model was made for (max_position_embeddings)</source>
        <translation>{0} Positionen sind mehr als die {1}, für die das Modell gemacht ist (max_position_embeddings)</translation>
    </message>
    <message>
        <source>not used: {0}</source>
        <translation>nicht verwendet: {0}</translation>
    </message>
    <message>
        <source>no layer that can have an adapter has such a name; there are {0}</source>
        <translation>keine Schicht, die einen Adapter haben kann, heißt so; es gibt {0}</translation>
    </message>
    <message>
        <source>{0} is no linear layer and no embedding: it can&apos;t have an adapter; there are {1}</source>
        <translation>{0} ist weder eine lineare Schicht noch eine Einbettung und kann keinen Adapter haben; es gibt {1}</translation>
    </message>
    <message>
        <source>adapter.targets: no layer is named {0}; there are {1}</source>
        <translation>adapter.targets: keine Schicht heißt {0}; es gibt {1}</translation>
    </message>
    <message>
        <source>adapter.rank: {0} is more than the {1} that a layer has as inputs or outputs: {2}</source>
        <translation>adapter.rank: {0} ist mehr als die {1}, die eine Schicht als Ein- oder Ausgänge hat: {2}</translation>
    </message>
    <message>
        <source>adapter.modules_to_save: no module&apos;s name ends with {0}</source>
        <translation>adapter.modules_to_save: der Name keines Moduls endet auf {0}</translation>
    </message>
    <message>
        <source>frozen: no parameter is named {0}</source>
        <translation>frozen: kein Parameter heißt {0}</translation>
    </message>
    <message>
        <source>expected to leave something to train; found nothing</source>
        <translation>erwartet: etwas, das trainiert wird; gefunden: nichts</translation>
    </message>
    <message>
        <source>expected one of fp32, bf16, fp16, which bitsandbytes quantizes to 4 bits; found {0}</source>
        <translation>erwartet: eines von fp32, bf16, fp16, die bitsandbytes auf 4 Bit quantisiert; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a classification model of torchvision (`headroom models` lists them); found {0}</source>
        <translation>erwartet wird ein Klassifikationsmodell von torchvision (`headroom models` zählt sie auf); gefunden: {0}</translation>
    </message>
    <message>
        <source>{0} does not take images of {1} x {1}: {2}: {3}</source>
        <translation>{0} nimmt keine Bilder von {1} x {1}: {2}: {3}</translation>
    </message>
    <message>
        <source>expected none: torchvision&apos;s classification models have no switch for it</source>
        <translation>erwartet wird none: Die Klassifikationsmodelle von torchvision haben dafür keinen Schalter</translation>
    </message>
    <message>
        <source>expected a multiple of the model&apos;s patch size, {0}; found {1}</source>
        <translation>erwartet wird ein Vielfaches der Patch-Größe des Modells, {0}; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected a size of which every block&apos;s is a multiple of the model&apos;s partition size, {0}; found {1}, of which block {2} has {3} x {3}</source>
        <translation>erwartet wird eine Größe, von der jeder Block ein Vielfaches der Partitionsgröße des Modells hat, {0}; gefunden: {1}, wovon Block {2} {3} x {3} hat</translation>
    </message>
    <message>
        <source>PyTorch multiplies experts (grouped_mm) whose rows are a multiple of {0} bytes; found {1} values of {2}</source>
        <translation>PyTorch multipliziert Experten (grouped_mm), deren Zeilen ein Vielfaches von {0} Bytes sind; gefunden: {1} Werte in {2}</translation>
    </message>
    <message>
        <source>expected at most {0}, found {1}</source>
        <translation>höchstens {0} erwartet, gefunden: {1}</translation>
    </message>
    <message>
        <source>transformers&apos; ALBERT does not support checkpointing: expected none</source>
        <translation>ALBERT von transformers unterstützt kein Checkpointing: none erwartet</translation>
    </message>
    <message>
        <source>a BERT that decodes is not known</source>
        <translation>ein BERT, das dekodiert, ist nicht bekannt</translation>
    </message>
    <message>
        <source>expected a divisor of workload.sequence_length ({0}), found {1}</source>
        <translation>ein Teiler von workload.sequence_length ({0}) erwartet, gefunden: {1}</translation>
    </message>
    <message>
        <source>expected {0}, which goes with one label a sequence and a classifier of {1}; found {2}</source>
        <translation>{0} erwartet, was zu einem Label je Sequenz und einem Klassifikator von {1} gehört; gefunden: {2}</translation>
    </message>
    <message>
        <source>expected both w1 and w3 or none of them: they are one weight, gate_up_proj</source>
        <translation>entweder beide, w1 und w3, oder keines von ihnen erwartet: Sie sind ein Gewicht, gate_up_proj</translation>
    </message>
    <message>
        <source>expected 0: peft has no dropout before an adapter of a router or of experts; adapter.targets attention leaves these out</source>
        <translation>0 erwartet: peft hat kein Dropout vor einem Adapter eines Routers oder von Experten; adapter.targets attention lässt diese aus</translation>
    </message>
    <message>
        <source>expected false: peft has no DoRA for a router or for experts; adapter.targets attention leaves these out</source>
        <translation>false erwartet: peft hat kein DoRA für einen Router oder für Experten; adapter.targets attention lässt diese aus</translation>
    </message>
    <message>
        <source>rotary embeddings turn an even number of dimensions of a head, found {0}</source>
        <translation>rotierende Einbettungen drehen eine gerade Zahl von Dimensionen eines Heads, gefunden: {0}</translation>
    </message>
    <message>
        <source>expected at most {0} (image_size), found {1}</source>
        <translation>höchstens {0} (image_size) erwartet, gefunden: {1}</translation>
    </message>
    <message>
        <source>the model takes images of {0} × {1} pixels (image_size), found {2} × {3}</source>
        <translation>das Modell nimmt Bilder von {0} × {1} Pixeln (image_size), gefunden: {2} × {3}</translation>
    </message>
    <message>
        <source>expected a number or a list of two, found {0}</source>
        <translation>eine Zahl oder eine Liste von zweien erwartet, gefunden: {0}</translation>
    </message>
    <message>
        <source>transformers runs DeiTForImageClassificationWithTeacher in inference alone; with architectures set to DeiTForImageClassification it trains</source>
        <translation>transformers lässt DeiTForImageClassificationWithTeacher nur in der Inferenz laufen; mit architectures gleich DeiTForImageClassification trainiert es</translation>
    </message>
    <message>
        <source>a table of {0} positions is no square, and cannot be interpolated to other images</source>
        <translation>eine Tabelle von {0} Positionen ist kein Quadrat und kann nicht auf andere Bilder interpoliert werden</translation>
    </message>
    <message>
        <source>an ELECTRA that decodes is not known</source>
        <translation>ein ELECTRA, das dekodiert, ist nicht bekannt</translation>
    </message>
    <message>
        <source>how many positions are predicted depends on the labels: expected false</source>
        <translation>wie viele Positionen vorhergesagt werden, hängt von den Labels ab: false erwartet</translation>
    </message>
    <message>
        <source>expected a number below max_position_embeddings - 1 ({0}): positions are counted from it; found {1}</source>
        <translation>eine Zahl unter max_position_embeddings - 1 ({0}) erwartet: Positionen werden von ihr an gezählt; gefunden: {1}</translation>
    </message>
    <message>
        <source>a RoBERTa that decodes is not known</source>
        <translation>ein RoBERTa, das dekodiert, ist nicht bekannt</translation>
    </message>
    <message>
        <source>expected an activation function or gated- and one, such as gated-gelu; found {0}</source>
        <translation>eine Aktivierungsfunktion oder gated- und eine solche erwartet, etwa gated-gelu; gefunden: {0}</translation>
    </message>
    <message>
        <source>{0} has an adapter, which a fused loss would pass over: expected false, found true</source>
        <translation>{0} hat einen Adapter, den ein fusionierter Verlust übergehen würde: erwartet: false, gefunden: true</translation>
    </message>
    <message>
        <source>a fused loss is there for a causal language model, and the head is {0}: expected false, found true</source>
        <translation>einen fusionierten Verlust gibt es für ein kausales Sprachmodell, der Kopf aber ist {0}: erwartet: false, gefunden: true</translation>
    </message>
    <message>
        <source>The fused loss is Liger-Kernel&apos;s of version 0.4.2. Later versions make the gradient of the head&apos;s weight once more in fp32 for each chunk, where that weight trains.</source>
        <translation>Der fusionierte Verlust ist der von Liger-Kernel 0.4.2. Spätere Fassungen legen den Gradienten des Kopfgewichts, sofern es trainiert wird, für jeden Abschnitt noch einmal in fp32 an.</translation>
    </message>
    <message>
        <source>layer {0}: expected an object such as {&quot;type&quot;: &quot;flatten&quot;}, found {1}</source>
        <translation>Schicht {0}: erwartet wird ein Objekt wie {&quot;type&quot;: &quot;flatten&quot;}, gefunden {1}</translation>
    </message>
    <message>
        <source>layer {0}: expected one of {1}; found {2}</source>
        <translation>Schicht {0}: erwartet wird eines von {1}; gefunden {2}</translation>
    </message>
    <message>
        <source>layer {0}: not used: {1}</source>
        <translation>Schicht {0}: nicht verwendet: {1}</translation>
    </message>
    <message>
        <source>layer {0}: not used: {1}. Did you mean {2}?</source>
        <translation>Schicht {0}: nicht verwendet: {1}. War {2} gemeint?</translation>
    </message>
    <message>
        <source>layer {0}: expected a list of one to three sizes, found {1}</source>
        <translation>Schicht {0}: erwartet wird eine Liste von ein bis drei Größen, gefunden {1}</translation>
    </message>
    <message>
        <source>layer {0}: expected a list of at least one layer, found {1}</source>
        <translation>Schicht {0}: erwartet wird eine Liste mit mindestens einer Schicht, gefunden {1}</translation>
    </message>
    <message>
        <source>layer {0}: expected at most {1} residuals inside of each other</source>
        <translation>Schicht {0}: erwartet werden höchstens {1} ineinander geschachtelte Residuen</translation>
    </message>
    <message>
        <source>expected a list of at least one layer, found {0}</source>
        <translation>erwartet wird eine Liste mit mindestens einer Schicht, gefunden {0}</translation>
    </message>
    <message>
        <source>expected at most {0} layers that run one by one, found {1}. `repeat` runs a layer as often as it says</source>
        <translation>erwartet werden höchstens {0} einzeln laufende Schichten, gefunden {1}. `repeat` lässt eine Schicht so oft laufen, wie es sagt</translation>
    </message>
    <message>
        <source>layer {0}: activation checkpointing runs each layer again from what came in, which an activation in place has written over</source>
        <translation>Schicht {0}: Activation Checkpointing lässt jede Schicht noch einmal von ihrer Eingabe aus laufen, die eine Aktivierung an Ort und Stelle überschrieben hat</translation>
    </message>
    <message>
        <source>layer {0}: expected relu or silu right after a linear layer of [batch, features], conv2d, batch_norm or a pool of windows: elsewhere backward needs what would be written over</source>
        <translation>Schicht {0}: erwartet wird relu oder silu unmittelbar nach einer linearen Schicht auf [batch, features], conv2d, batch_norm oder einem Pooling von Fenstern: anderswo braucht der Rückwärtsschritt, was überschrieben würde</translation>
    </message>
    <message>
        <source>layer {0}: expected a divisor of {1}, found {2}</source>
        <translation>Schicht {0}: erwartet wird ein Teiler von {1}, gefunden {2}</translation>
    </message>
    <message>
        <source>layer {0}: expected at most half of the kernel of {1}, found {2}</source>
        <translation>Schicht {0}: erwartet wird höchstens die Hälfte des Fensters von {1}, gefunden {2}</translation>
    </message>
    <message>
        <source>layer {0}: input comes first, or not at all</source>
        <translation>Schicht {0}: die Eingabe steht am Anfang oder gar nicht</translation>
    </message>
    <message>
        <source>layer {0}: tokens come in, which only an embedding takes</source>
        <translation>Schicht {0}: Token kommen herein, die nur eine Einbettung nimmt</translation>
    </message>
    <message>
        <source>layer {0}: an embedding comes first: it takes tokens</source>
        <translation>Schicht {0}: eine Einbettung steht am Anfang: sie nimmt Token</translation>
    </message>
    <message>
        <source>layer {0}: {1} comes in, {2} expected</source>
        <translation>Schicht {0}: {1} kommt herein, erwartet wird {2}</translation>
    </message>
    <message>
        <source>layer {0}: {1} channels in, {2} expected</source>
        <translation>Schicht {0}: {1} Kanäle kommen herein, {2} erwartet</translation>
    </message>
    <message>
        <source>layer {0}: {1} features in, {2} expected</source>
        <translation>Schicht {0}: {1} Merkmale kommen herein, {2} erwartet</translation>
    </message>
    <message>
        <source>layer {0}: {1}</source>
        <translation>Schicht {0}: {1}</translation>
    </message>
    <message>
        <source>layer {0}: {1}: {2}</source>
        <translation>Schicht {0}: {1}: {2}</translation>
    </message>
    <message>
        <source>layer {0}: expected at most {1} layers up to here, found more</source>
        <translation>Schicht {0}: erwartet werden bis hierher höchstens {1} Schichten, gefunden mehr</translation>
    </message>
    <message>
        <source>layer {0}: expected at most {1} layers up to here that run one by one, found more</source>
        <translation>Schicht {0}: erwartet werden bis hierher höchstens {1} einzeln laufende Schichten, gefunden mehr</translation>
    </message>
    <message>
        <source>layer {0}: {1} comes out of its layers and {2} out of the shortcut: the two can&apos;t be added</source>
        <translation>Schicht {0}: aus ihren Schichten kommt {1} und aus der Abkürzung {2}: beides lässt sich nicht addieren</translation>
    </message>
    <message>
        <source>layer {0}: the first layer must say what it reads; put {&quot;type&quot;: &quot;input&quot;, &quot;sizes&quot;: [3, 32, 32]} before it</source>
        <translation>Schicht {0}: die erste Schicht muss sagen, was sie liest; {&quot;type&quot;: &quot;input&quot;, &quot;sizes&quot;: [3, 32, 32]} davor sagt es</translation>
    </message>
    <message>
        <source>layer {0}: the first layer must say how many inputs it has</source>
        <translation>Schicht {0}: die erste Schicht muss sagen, wie viele Eingänge sie hat</translation>
    </message>
    <message>
        <source>expected none, or nothing: an own network ends with its last layer; found {0}</source>
        <translation>erwartet wird none oder nichts: ein eigenes Netz endet mit seiner letzten Schicht; gefunden {0}</translation>
    </message>
    <message>
        <source>layer {0}: {1} goes out; the loss takes [batch, classes] or [batch, length, classes]</source>
        <translation>Schicht {0}: {1} kommt heraus; der Verlust nimmt [batch, classes] oder [batch, length, classes]</translation>
    </message>
    <message>
        <source>expected a layer after the input, found none</source>
        <translation>erwartet wird eine Schicht nach der Eingabe, gefunden keine</translation>
    </message>
    <message>
        <source>expected none beside layer {0}: under autocast PyTorch copies the weights of cuDNN&apos;s recurrent layers to fp16 at each call, which is not known here</source>
        <translation>erwartet wird none neben Schicht {0}: unter Autocast kopiert PyTorch die Gewichte der rekurrenten Schichten von cuDNN bei jedem Aufruf nach fp16, was hier nicht bekannt ist</translation>
    </message>
</context>
<context>
    <name>base</name>
    <message>
        <source>{0} is more than 2^64 - 1 bytes</source>
        <translation>{0} ist mehr als 2^64 - 1 Byte</translation>
    </message>
    <message>
        <source>{0} is larger than 2^64 - 1</source>
        <translation>{0} ist größer als 2^64 - 1</translation>
    </message>
    <message>
        <source>expected a number that is not negative; found {0}</source>
        <translation>eine nicht negative Zahl erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a whole number such as 110M, 7B, 128k or 1,000; found {0}</source>
        <translation>eine ganze Zahl wie 110M, 7B, 128k oder 1,000 erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a whole number; {0} has a fraction</source>
        <translation>eine ganze Zahl erwartet; {0} hat Nachkommastellen</translation>
    </message>
    <message>
        <source>expected one of {0}; found &quot;{1}&quot;</source>
        <translation>eines von {0} erwartet; gefunden: &quot;{1}&quot;</translation>
    </message>
    <message>
        <source>{0} elements of {1} are more than 2^64 - 1 bytes</source>
        <translation>{0} Elemente von {1} sind mehr als 2^64 - 1 Byte</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Temporaries</source>
        <translation>Temporäre Daten</translation>
    </message>
    <message>
        <source>Every weight is stored once.</source>
        <translation>Jedes Gewicht wird einmal gespeichert.</translation>
    </message>
    <message>
        <source>PyTorch keeps one gradient for each parameter that trains.</source>
        <translation>PyTorch hält einen Gradienten für jeden trainierten Parameter.</translation>
    </message>
    <message>
        <source>A measurement that was typed in.</source>
        <translation>Ein eingegebener Messwert.</translation>
    </message>
    <message>
        <source>A rule of thumb: proportional to tokens, layers and width.</source>
        <translation>Eine Faustregel: proportional zu Tokens, Schichten und Breite.</translation>
    </message>
    <message>
        <source>Each layer keeps the keys and values of every token.</source>
        <translation>Jede Schicht behält die Keys und Values jedes Tokens.</translation>
    </message>
    <message>
        <source>expected at most the {0} parameters of the model; found {1}</source>
        <translation>höchstens die {0} Parameter des Modells erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected a number of heads beside kv_heads; found none</source>
        <translation>eine Anzahl von Heads neben kv_heads erwartet; keine gefunden</translation>
    </message>
    <message>
        <source>expected a number that divides the {0} heads; found {1}</source>
        <translation>eine Zahl erwartet, die die {0} Heads teilt; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected at most one of activation_factor, activations_per_token and activation_bytes; found {0}</source>
        <translation>höchstens eines von activation_factor, activations_per_token und activation_bytes erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a number of layers beside activation_factor; found none</source>
        <translation>eine Anzahl von Schichten neben activation_factor erwartet; keine gefunden</translation>
    </message>
    <message>
        <source>expected a hidden size beside activation_factor; found none</source>
        <translation>eine Hidden-Size neben activation_factor erwartet; keine gefunden</translation>
    </message>
    <message>
        <source>selective needs an architecture, to know which outputs are kept; a parameter count alone takes none or full</source>
        <translation>selective braucht eine Architektur, um zu wissen, welche Ausgaben behalten werden; eine Parameterzahl allein lässt none oder full zu</translation>
    </message>
    <message>
        <source>full needs activations by factor or per token; measured bytes cannot be divided among layers</source>
        <translation>full braucht Aktivierungen nach Faktor oder pro Token; gemessene Bytes können nicht auf Schichten aufgeteilt werden</translation>
    </message>
    <message>
        <source>full needs model.manual.layers and model.manual.hidden_size</source>
        <translation>full braucht model.manual.layers und model.manual.hidden_size</translation>
    </message>
    <message>
        <source>the states of {0} depend on the shape of each weight; a parameter count alone does not say them</source>
        <translation>die Zustände von {0} hängen von der Form jedes Gewichts ab; aus einer Parameterzahl allein gehen sie nicht hervor</translation>
    </message>
    <message>
        <source>expected the number of states per parameter of the custom optimizer; found none</source>
        <translation>die Anzahl der Zustände pro Parameter für den Optimierer custom erwartet; keine gefunden</translation>
    </message>
    <message>
        <source>expected a number of parameters, such as 110000000; found none</source>
        <translation>eine Parameterzahl wie 110000000 erwartet; keine gefunden</translation>
    </message>
    <message>
        <source>8-bit states: every weight is taken as quantized in blocks of 256; small tensors, which the library keeps in 32 bits, are not known.</source>
        <translation>8-Bit-Zustände: Jedes Gewicht gilt als in Blöcken von 256 quantisiert; kleine Tensoren, die die Bibliothek in 32 Bit hält, sind nicht bekannt.</translation>
    </message>
    <message>
        <source>Paged states are counted on the device; under pressure they move to the host.</source>
        <translation>Paged-Zustände werden auf dem Gerät gezählt; bei Speicherdruck wandern sie zum Host.</translation>
    </message>
    <message>
        <source>Every weight is taken as a matrix that Muon updates; what is left to another optimizer has that one&apos;s states.</source>
        <translation>Jedes Gewicht gilt als Matrix, die Muon aktualisiert; was einem anderen Optimierer überlassen ist, hat dessen Zustände.</translation>
    </message>
    <message>
        <source>Inference frees each layer&apos;s activations after use: the activations are an upper bound.</source>
        <translation>Inferenz gibt die Aktivierungen jeder Schicht nach Gebrauch frei: Die Aktivierungen sind eine Obergrenze.</translation>
    </message>
    <message>
        <source>KV heads are not given: as many as heads are assumed.</source>
        <translation>KV-Heads sind nicht angegeben: Es werden so viele wie Heads angenommen.</translation>
    </message>
    <message>
        <source>{0} parameters is very few. Did you mean {1}M?</source>
        <translation>{0} Parameter sind sehr wenig. Meinten Sie {1}M?</translation>
    </message>
    <message>
        <source>Activations are not counted: give an activation factor, activations per token or measured bytes.</source>
        <translation>Aktivierungen werden nicht gezählt: Geben Sie einen Aktivierungsfaktor, Aktivierungen pro Token oder gemessene Bytes an.</translation>
    </message>
    <message>
        <source>The KV cache is not counted: give layers and hidden size.</source>
        <translation>Der KV-Cache wird nicht gezählt: Geben Sie Schichten und Hidden-Size an.</translation>
    </message>
    <message>
        <source>The context length {0} is shorter than the sequence length {1}.</source>
        <translation>Die Kontextlänge {0} ist kürzer als die Sequenzlänge {1}.</translation>
    </message>
    <message>
        <source>optimizer.state_factor has no effect: it belongs to the optimizer &quot;custom&quot;.</source>
        <translation>optimizer.state_factor hat keine Wirkung: Es gehört zum Optimierer &quot;custom&quot;.</translation>
    </message>
    <message>
        <source>{0} is not a field that this version knows: it is kept, without effect.</source>
        <translation>{0} ist kein Feld, das diese Version kennt: Es bleibt erhalten, ohne Wirkung.</translation>
    </message>
    <message>
        <source>{0} is not a field that this version knows: it is kept, without effect. Did you mean {1}?</source>
        <translation>{0} ist kein Feld, das diese Version kennt: Es bleibt erhalten, ohne Wirkung. Meinten Sie {1}?</translation>
    </message>
    <message>
        <source>{0} is not counted yet: it has no effect on this estimate.</source>
        <translation>{0} wird noch nicht gezählt: Es hat keine Wirkung auf diese Schätzung.</translation>
    </message>
    <message>
        <source>Model parameters</source>
        <translation>Modellparameter</translation>
    </message>
    <message>
        <source>Buffers</source>
        <translation>Puffer</translation>
    </message>
    <message>
        <source>Master weights</source>
        <translation>Master-Gewichte</translation>
    </message>
    <message>
        <source>Optimizer state</source>
        <translation>Optimiererzustand</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV-Cache</translation>
    </message>
    <message>
        <source>expected a whole number; found {0}</source>
        <translation>eine ganze Zahl erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a number; found {0}</source>
        <translation>eine Zahl erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a number from {0} to {1}; found {2}</source>
        <translation>eine Zahl von {0} bis {1} erwartet; gefunden: {2}</translation>
    </message>
    <message>
        <source>expected at most {0} decimal places; found {1}</source>
        <translation>höchstens {0} Nachkommastellen erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected one of {0}; found {1}</source>
        <translation>eines von {0} erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected true or false; found {0}</source>
        <translation>true oder false erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected text; found {0}</source>
        <translation>Text erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a list of texts; found {0}</source>
        <translation>eine Liste von Texten erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected text or a list of texts; found {0}</source>
        <translation>Text oder eine Liste von Texten erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected an object; found {0}</source>
        <translation>ein Objekt erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a list; found {0}</source>
        <translation>eine Liste erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>there is no field of that name; `headroom fields` lists them</source>
        <translation>es gibt kein Feld dieses Namens; `headroom fields` listet sie auf</translation>
    </message>
    <message>
        <source>{0}: {1} is more than 2^64 - 1 bytes</source>
        <translation>{0}: {1} ist mehr als 2^64 - 1 Byte</translation>
    </message>
    <message>
        <source>expected same: PyTorch keeps a gradient in the type of its weight; found {0}. precision.autocast or precision.master_weights may be what is meant</source>
        <translation>same erwartet: PyTorch hält einen Gradienten im Typ seines Gewichts; gefunden: {0}. Möglicherweise ist precision.autocast oder precision.master_weights gemeint</translation>
    </message>
    <message>
        <source>expected same: PyTorch keeps states in the type of what the optimizer updates; found {0}. precision.master_weights may be what is meant</source>
        <translation>same erwartet: PyTorch hält Zustände im Typ dessen, was der Optimierer aktualisiert; gefunden: {0}. Möglicherweise ist precision.master_weights gemeint</translation>
    </message>
    <message>
        <source>expected same: operators decide the type of what they keep; found {0}. precision.autocast may be what is meant</source>
        <translation>same erwartet: Operatoren bestimmen den Typ dessen, was sie behalten; gefunden: {0}. Möglicherweise ist precision.autocast gemeint</translation>
    </message>
    <message>
        <source>One steady step of PyTorch 2.13 and transformers 5.24 on a CUDA device (sm80), its second: the optimizer&apos;s states exist, gradients were set to none.</source>
        <translation>Ein stationärer Schritt von PyTorch 2.13 und transformers 5.24 auf einem CUDA-Gerät (sm80), der zweite: Die Zustände des Optimierers existieren, Gradienten wurden auf none gesetzt.</translation>
    </message>
    <message>
        <source>Counted on the ledger of the architecture, tensor by tensor.</source>
        <translation>In der Bilanz der Architektur gezählt, Tensor für Tensor.</translation>
    </message>
    <message>
        <source>What is alive after the forward pass and not counted elsewhere: tensors that backward needs.</source>
        <translation>Was nach dem Forward-Pass noch lebt und nicht anderswo gezählt wird: Tensoren, die der Backward-Pass braucht.</translation>
    </message>
    <message>
        <source>The keys and values that each layer keeps of every token.</source>
        <translation>Die Keys und Values, die jede Schicht von jedem Token behält.</translation>
    </message>
    <message>
        <source>The comparison with the device is without workspaces, fragmentation and context: leave some memory free.</source>
        <translation>Der Vergleich mit dem Gerät ist ohne Workspaces, Fragmentierung und Kontext: Lassen Sie etwas Speicher frei.</translation>
    </message>
    <message>
        <source>The comparison with the device is without temporaries and context: leave some memory free.</source>
        <translation>Der Vergleich mit dem Gerät ist ohne temporäre Daten und Kontext: Lassen Sie etwas Speicher frei.</translation>
    </message>
    <message>
        <source>effective batch size: {0} × {1} is more than 2^64 - 1</source>
        <translation>effektive Batchgröße: {0} × {1} ist mehr als 2^64 - 1</translation>
    </message>
    <message>
        <source>Effective batch size: {0} × {1} = {2}.</source>
        <translation>Effektive Batchgröße: {0} × {1} = {2}.</translation>
    </message>
    <message>
        <source>the sum of the components</source>
        <translation>die Summe der Komponenten</translation>
    </message>
    <message>
        <source>a parameter count alone has no tensors; this needs an architecture</source>
        <translation>eine Parameterzahl allein hat keine Tensoren; dies braucht eine Architektur</translation>
    </message>
    <message>
        <source>This training keeps none.</source>
        <translation>Dieses Training behält nichts davon.</translation>
    </message>
    <message>
        <source>Inference keeps none.</source>
        <translation>Inferenz behält nichts davon.</translation>
    </message>
    <message>
        <source>Not known from what is given, and so not counted.</source>
        <translation>Aus den Angaben nicht bekannt und daher nicht gezählt.</translation>
    </message>
    <message>
        <source>expected &quot;headroom&quot;: 1, the version of the scenario; found none</source>
        <translation>&quot;headroom&quot;: 1, die Version des Szenarios, erwartet; keine gefunden</translation>
    </message>
    <message>
        <source>expected the version of the scenario, a whole number from 1; found {0}</source>
        <translation>die Version des Szenarios, eine ganze Zahl ab 1, erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected one of {0}; found no model</source>
        <translation>eines von {0} erwartet; kein Modell gefunden</translation>
    </message>
    <message>
        <source>expected exactly one of {0}; found {1}</source>
        <translation>genau eines von {0} erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected a scenario, an object with &quot;headroom&quot;: 1; found {0}</source>
        <translation>ein Szenario, ein Objekt mit &quot;headroom&quot;: 1, erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>adapters are for models of transformers alone</source>
        <translation>Adapter gibt es nur für Modelle von transformers</translation>
    </message>
    <message>
        <source>expected all-linear, attention or a list of names, such as [&quot;{0}&quot;]; found {0}</source>
        <translation>erwartet: all-linear, attention oder eine Liste von Namen wie [&quot;{0}&quot;]; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected the name of at least one module; found none</source>
        <translation>erwartet: der Name mindestens eines Moduls; gefunden: keiner</translation>
    </message>
    <message>
        <source>expected less than 1, which leaves nothing; found 1</source>
        <translation>erwartet: weniger als 1, denn 1 lässt nichts übrig; gefunden: 1</translation>
    </message>
    <message>
        <source>expected a quantization.method beside it: there is nothing quantized to prepare</source>
        <translation>erwartet: ein quantization.method daneben, denn es gibt nichts Quantisiertes vorzubereiten</translation>
    </message>
    <message>
        <source>quantized weights are for models of transformers alone</source>
        <translation>quantisierte Gewichte gibt es nur für Modelle von transformers</translation>
    </message>
    <message>
        <source>this version can&apos;t run an architecture in {0}; expected one of none, int8, nf4, nf4-double, fp4, fp4-double, gptq, awq, fp8</source>
        <translation>diese Version kann eine Architektur nicht in {0} ausführen; erwartet: eines von none, int8, nf4, nf4-double, fp4, fp4-double, gptq, awq, fp8</translation>
    </message>
    <message>
        <source>this version runs {0} in inference alone; for training expected one of none, int8, nf4, nf4-double, fp4, fp4-double</source>
        <translation>diese Version führt {0} nur in Inferenz aus; für Training erwartet: eines von none, int8, nf4, nf4-double, fp4, fp4-double</translation>
    </message>
    <message>
        <source>expected lora: quantized weights don&apos;t train, and transformers refuses to fine-tune a model that is quantized to {0} without an adapter</source>
        <translation>erwartet: lora, denn quantisierte Gewichte werden nicht trainiert, und transformers lehnt ab, ein auf {0} quantisiertes Modell ohne Adapter zu trainieren</translation>
    </message>
    <message>
        <source>Linear layers but the one that gives the logits are stored in 4 bits as bitsandbytes 0.50 does, in blocks of 64; they compute in {0}.</source>
        <translation>Lineare Schichten außer der, die die Logits liefert, sind wie bei bitsandbytes 0.50 in 4 Bit und Blöcken von 64 gespeichert; gerechnet wird in {0}.</translation>
    </message>
    <message>
        <source>LLM.int8 is counted by its stored bytes and by what bitsandbytes 0.50 allocates where there are no outliers; no measured run confirms it.</source>
        <translation>LLM.int8 ist nach den gespeicherten Bytes gezählt und nach dem, was bitsandbytes 0.50 ohne Ausreißer belegt; keine Messung bestätigt es.</translation>
    </message>
    <message>
        <source>{0} is counted by its stored bytes (4 bits in groups of 128, or fp8 in blocks of 128 by 128), its kernels without memory of their own; no measured run confirms it.</source>
        <translation>{0} ist nach den gespeicherten Bytes gezählt (4 Bit in Gruppen von 128 oder fp8 in Blöcken von 128 mal 128), die Kernel ohne eigenen Speicher; keine Messung bestätigt es.</translation>
    </message>
    <message>
        <source>{0} bytes of the optimizer&apos;s states are in unified memory: they are counted as optimizer state and in no peak, and move to the host where the device has no room.</source>
        <translation>{0} Byte der Optimierer-Zustände liegen im Unified Memory: Sie zählen zum Optimierer-Zustand, aber in keine Spitze, und wandern zum Host, wenn das Gerät keinen Platz hat.</translation>
    </message>
    <message>
        <source>an adapter needs an architecture, to know the layers that it is put beside; for a parameter count alone give the adapter&apos;s size as model.manual.trainable_parameters</source>
        <translation>ein Adapter braucht eine Architektur, um die Schichten zu kennen, neben denen er steht; bei einer bloßen Parameterzahl steht die Größe des Adapters in model.manual.trainable_parameters</translation>
    </message>
    <message>
        <source>a quantization needs an architecture, to know which weights it packs; for a parameter count alone take precision.weights int8 or int4</source>
        <translation>eine Quantisierung braucht eine Architektur, um zu wissen, welche Gewichte sie packt; bei einer bloßen Parameterzahl ist es precision.weights int8 oder int4</translation>
    </message>
    <message>
        <source>names of parameters need an architecture; for a parameter count alone give model.manual.trainable_parameters</source>
        <translation>Namen von Parametern brauchen eine Architektur; bei einer bloßen Parameterzahl ist es model.manual.trainable_parameters</translation>
    </message>
    <message>
        <source>{0} has no effect on a torchvision model.</source>
        <translation>{0} hat keine Wirkung auf ein Modell von torchvision.</translation>
    </message>
    <message>
        <source>One steady step of PyTorch 2.13 and torchvision 0.29 on a CUDA device, its second: the optimizer&apos;s states exist, gradients were set to none. Workspaces of cuDNN are not in it.</source>
        <translation>Ein eingeschwungener Schritt von PyTorch 2.13 und torchvision 0.29 auf einem CUDA-Gerät, der zweite: Die Zustände des Optimierers bestehen, Gradienten wurden auf none gesetzt. Workspaces von cuDNN sind nicht enthalten.</translation>
    </message>
    <message>
        <source>A sequence of one token stands for an image, and its values are taken as given. A convolutional network keeps the feature maps of every layer: torchvision&apos;s ResNet-50 about 21.7 million values of an image of 224 × 224, not the 1,000 scores that leave it. model.vision computes them.</source>
        <translation>Eine Sequenz von einem Token steht für ein Bild, und ihre Werte werden genommen, wie sie angegeben sind. Ein Faltungsnetz behält die Merkmalskarten jeder Schicht: ResNet-50 von torchvision etwa 21,7 Millionen Werte eines Bildes von 224 × 224, nicht die 1.000 Klassenwerte, die es verlassen. model.vision berechnet sie.</translation>
    </message>
    <message>
        <source>expected a device, or its memory, to fit the scenario to</source>
        <translation>ein Gerät oder dessen Speicher erwartet, in den das Szenario passen soll</translation>
    </message>
    <message>
        <source>CUDA context: {0} MiB, measured on devices of this generation with kernels loaded lazily; it grows with the kernels that ran ({1} to {2} MiB were seen).</source>
        <translation>CUDA-Kontext: {0} MiB, auf Geräten dieser Generation gemessen, deren Kernel erst bei Bedarf geladen werden; er wächst mit den gelaufenen Kerneln ({1} bis {2} MiB wurden gesehen).</translation>
    </message>
    <message>
        <source>CUDA context: {0} MiB, as on other generations: no figure of this one is known ({1} to {2} MiB were seen).</source>
        <translation>CUDA-Kontext: {0} MiB, wie bei anderen Generationen: für diese ist keine Zahl bekannt ({1} bis {2} MiB wurden gesehen).</translation>
    </message>
    <message>
        <source>What the driver keeps for the process: {0} MiB, an assumption: no figure of such devices is known ({1} to {2} MiB are reckoned with).</source>
        <translation>Was der Treiber für den Prozess behält: {0} MiB, eine Annahme: von solchen Geräten ist keine Zahl bekannt (gerechnet wird mit {1} bis {2} MiB).</translation>
    </message>
    <message>
        <source>What the driver keeps for the process is not counted: it is in the quarter of the memory that is left to the system.</source>
        <translation>Was der Treiber für den Prozess behält, ist nicht gezählt: es liegt in dem Viertel des Speichers, das dem System bleibt.</translation>
    </message>
    <message>
        <source>What a step of {0} takes for a while is not known: the peak is that of forward and backward.</source>
        <translation>Was ein Schritt von {0} zeitweise braucht, ist nicht bekannt: die Spitze ist die von Vorwärts- und Rückwärtsdurchlauf.</translation>
    </message>
    <message>
        <source>answers {0} requests at a time</source>
        <translation>beantwortet {0} Anfragen auf einmal</translation>
    </message>
    <message>
        <source>the same effective batch in {0} micro-steps; smaller ones use the device less well</source>
        <translation>derselbe effektive Batch in {0} Teilschritten; kleinere nutzen das Gerät schlechter aus</translation>
    </message>
    <message>
        <source>sees {0} tokens at a time</source>
        <translation>sieht {0} Token auf einmal</translation>
    </message>
    <message>
        <source>states in 8 bits; needs bitsandbytes, and trains nearly as well by its paper</source>
        <translation>Zustände in 8 Bit; braucht bitsandbytes und trainiert laut dessen Veröffentlichung fast so gut</translation>
    </message>
    <message>
        <source>another optimizer: its learning rate wants tuning anew</source>
        <translation>ein anderer Optimierer: seine Lernrate ist neu einzustellen</translation>
    </message>
    <message>
        <source>another optimizer, which seldom suits transformers</source>
        <translation>ein anderer Optimierer, der selten zu Transformern passt</translation>
    </message>
    <message>
        <source>none: the fused step is faster</source>
        <translation>nichts: der verschmolzene Schritt ist schneller</translation>
    </message>
    <message>
        <source>a slower optimizer step</source>
        <translation>ein langsamerer Optimiererschritt</translation>
    </message>
    <message>
        <source>computes in bf16, faster on devices that have it; weights stay fp32</source>
        <translation>rechnet in bf16, schneller auf Geräten, die das können; die Gewichte bleiben fp32</translation>
    </message>
    <message>
        <source>weights, gradients and states in bf16: small updates are rounded away</source>
        <translation>Gewichte, Gradienten und Zustände in bf16: kleine Änderungen gehen in der Rundung verloren</translation>
    </message>
    <message>
        <source>nearly the same answers</source>
        <translation>fast dieselben Antworten</translation>
    </message>
    <message>
        <source>nearly the same answers; slower</source>
        <translation>fast dieselben Antworten; langsamer</translation>
    </message>
    <message>
        <source>somewhat worse answers; slower</source>
        <translation>etwas schlechtere Antworten; langsamer</translation>
    </message>
    <message>
        <source>nearly the same answers; needs an engine that has it</source>
        <translation>fast dieselben Antworten; braucht eine Software, die das kann</translation>
    </message>
    <message>
        <source>trains small matrices beside each layer, not the weights themselves: near full fine-tuning on many tasks, below it where much is to be learned</source>
        <translation>trainiert kleine Matrizen neben jeder Schicht statt der Gewichte selbst: bei vielen Aufgaben nahe am vollen Training, darunter, wo viel zu lernen ist</translation>
    </message>
    <message>
        <source>the same over weights of 4 bits: slower, and somewhat worse than LoRA</source>
        <translation>dasselbe über Gewichten in 4 Bit: langsamer und etwas schlechter als LoRA</translation>
    </message>
    <message>
        <source>none: less memory lies between tensors</source>
        <translation>nichts: zwischen den Tensoren liegt weniger Speicher brach</translation>
    </message>
    <message>
        <source>none: it is faster, and keeps no scores</source>
        <translation>nichts: sie ist schneller und behält keine Scores</translation>
    </message>
    <message>
        <source>needs a kernel such as Liger&apos;s; no more time</source>
        <translation>braucht einen Kernel wie den von Liger; nicht mehr Zeit</translation>
    </message>
    <message>
        <source>runs all but matrix products and attention again: a few per cent more time</source>
        <translation>rechnet alles außer Matrixprodukten und Attention noch einmal: einige Prozent mehr Zeit</translation>
    </message>
    <message>
        <source>runs the forward pass twice: about a third more time</source>
        <translation>rechnet den Vorwärtsdurchlauf zweimal: etwa ein Drittel mehr Zeit</translation>
    </message>
    <message>
        <source>there is no catalogue of devices to find {0} in</source>
        <translation>es gibt keinen Gerätekatalog, in dem {0} zu finden wäre</translation>
    </message>
    <message>
        <source>{0}: the memory that it is sold with. Its driver leaves programs somewhat less; no figure is known.</source>
        <translation>{0}: der Speicher, mit dem es verkauft wird. Der Treiber lässt Programmen etwas weniger; eine Zahl ist nicht bekannt.</translation>
    </message>
    <message>
        <source>{0}: three quarters of the memory that it shares with the CPU. hardware.memory_bytes takes another share.</source>
        <translation>{0}: drei Viertel des Speichers, den es mit der CPU teilt. hardware.memory_bytes nimmt einen anderen Anteil.</translation>
    </message>
    <message>
        <source>expected whole numbers in {0}; found {1}</source>
        <translation>ganze Zahlen in {0} erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected at most {0} points; {1} has more</source>
        <translation>höchstens {0} Punkte erwartet; {1} hat mehr</translation>
    </message>
    <message>
        <source>expected a range from the smaller to the larger; found {0}</source>
        <translation>ein Bereich vom Kleineren zum Größeren erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>{0} would never end: expected a step of 1, or of x2, or more</source>
        <translation>{0} würde nie enden: ein Schritt von 1, oder von x2, oder mehr erwartet</translation>
    </message>
    <message>
        <source>expected a field and its values, such as workload.batch_size=1:256:x2; found {0}</source>
        <translation>ein Feld und seine Werte erwartet, wie workload.batch_size=1:256:x2; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected first:last, first:last:step or a list; found {0}</source>
        <translation>erster:letzter, erster:letzter:Schritt oder eine Liste erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a value between the commas of {0}</source>
        <translation>ein Wert zwischen den Kommas von {0} erwartet</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>{0} of {1} layers; the input embedding stays with the CPU (llama.cpp, n_gpu_layers)</source>
        <translation>{0} von {1} Schichten; die Eingabe-Einbettung bleibt bei der CPU (llama.cpp, n_gpu_layers)</translation>
    </message>
    <message>
        <source>Sequences: {0}, each in whole steps of {1} cells (llama-kv-cache.cpp)</source>
        <translation>Sequenzen: {0}, jede in ganzen Stufen von {1} Zellen (llama-kv-cache.cpp)</translation>
    </message>
    <message>
        <source>Compute buffer</source>
        <translation>Rechenpuffer</translation>
    </message>
    <message>
        <source>Logits and hidden states of {0} tokens in fp32 (serving.micro_batch)</source>
        <translation>Logits und verborgene Zustände von {0} Token in fp32 (serving.micro_batch)</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>{0} positions are more than the {1} that the model was made for (max_position_embeddings)</source>
        <translation>{0} Positionen sind mehr als die {1}, für die das Modell gemacht ist (max_position_embeddings)</translation>
    </message>
    <message>
        <source>What stays with the CPU is mapped from the file (mmap): it takes memory as it is read.</source>
        <translation>Was bei der CPU bleibt, wird aus der Datei eingeblendet (mmap): Es belegt Speicher, sobald es gelesen wird.</translation>
    </message>
    <message>
        <source>Layers are split among {0} devices; the figures are of the fullest.</source>
        <translation>Die Schichten sind auf {0} Geräte verteilt; die Zahlen sind die des vollsten.</translation>
    </message>
    <message>
        <source>a server&apos;s plan needs it: expected a whole number from 1</source>
        <translation>der Plan eines Servers braucht es: erwartet wird eine ganze Zahl ab 1</translation>
    </message>
    <message>
        <source>a server keeps keys and values, which this model does not have</source>
        <translation>ein Server hält Schlüssel und Werte vor, die dieses Modell nicht hat</translation>
    </message>
    <message>
        <source>The run that vLLM measures itself with: {0} tokens through the widest block, or {1} sequences times the vocabulary in its sampler at {2} B an entry (6 B without sorting), as published for Llama-3-8B with vLLM 0.6</source>
        <translation>Der Lauf, mit dem vLLM sich selbst misst: {0} Token durch den breitesten Block, oder {1} Sequenzen mal Vokabular in seinem Sampler zu {2} B je Eintrag (6 B ohne Sortieren), wie für Llama-3-8B mit vLLM 0.6 veröffentlicht</translation>
    </message>
    <message>
        <source>expected a divisor of {0} attention heads, found {1}</source>
        <translation>erwartet wird ein Teiler von {0} Attention-Köpfen, gefunden {1}</translation>
    </message>
    <message>
        <source>vLLM takes at most the {0} positions that the model was made for (max_position_embeddings), found {1}</source>
        <translation>vLLM nimmt höchstens die {0} Positionen, für die das Modell gemacht ist (max_position_embeddings), gefunden {1}</translation>
    </message>
    <message>
        <source>vLLM keeps keys and values as the weights or in fp8; found {0}</source>
        <translation>vLLM hält Schlüssel und Werte wie die Gewichte oder in fp8; gefunden {0}</translation>
    </message>
    <message>
        <source>Rotary table</source>
        <translation>Rotationstabelle</translation>
    </message>
    <message>
        <source>Cosines and sines of each position in 16 bits (vllm, rotary_embedding)</source>
        <translation>Kosinus und Sinus jeder Position in 16 Bit (vllm, rotary_embedding)</translation>
    </message>
    <message>
        <source>KV blocks</source>
        <translation>KV-Blöcke</translation>
    </message>
    <message>
        <source>What is left of {0} of the device, in blocks of {1} tokens</source>
        <translation>Was vom Anteil {0} des Geräts übrig ist, in Blöcken von {1} Token</translation>
    </message>
    <message>
        <source>More requests than serving.max_sequences ({0}) wait.</source>
        <translation>Mehr Anfragen als serving.max_sequences ({0}) warten.</translation>
    </message>
    <message>
        <source>Weights, activations and context leave no room for keys and values in {0} of the device: vLLM would not start.</source>
        <translation>Gewichte, Aktivierungen und Kontext lassen im Anteil {0} des Geräts keinen Platz für Schlüssel und Werte: vLLM würde nicht starten.</translation>
    </message>
    <message>
        <source>The KV blocks hold {0} tokens, fewer than the context of {1}: vLLM would not start.</source>
        <translation>Die KV-Blöcke fassen {0} Token, weniger als die Kontextlänge von {1}: vLLM würde nicht starten.</translation>
    </message>
    <message>
        <source>Requests that share a prefix share its blocks: then more fit.</source>
        <translation>Anfragen mit gemeinsamem Anfang teilen sich dessen Blöcke: Dann passen mehr.</translation>
    </message>
    <message>
        <source>Layers with a sliding window are counted as keeping every token; vLLM&apos;s hybrid cache keeps fewer.</source>
        <translation>Schichten mit gleitendem Fenster sind so gezählt, als behielten sie jedes Token; der hybride Cache von vLLM behält weniger.</translation>
    </message>
    <message>
        <source>Each of {0} devices holds an equal part of every weight, and the heads of keys and values; what NCCL keeps is not counted.</source>
        <translation>Jedes von {0} Geräten hält einen gleichen Teil jedes Gewichts und der Köpfe von Schlüsseln und Werten; was NCCL belegt, ist nicht gezählt.</translation>
    </message>
    <message>
        <source>CUDA graphs are captured after the pool is made, beyond gpu_memory_utilization: what they take is not counted.</source>
        <translation>CUDA-Graphen werden nach dem Anlegen des Vorrats aufgezeichnet, über gpu_memory_utilization hinaus: Was sie belegen, ist nicht gezählt.</translation>
    </message>
    <message>
        <source>expected an engine that serves, vllm or llama.cpp; found {0}</source>
        <translation>erwartet wird eine Software, die bedient, vllm oder llama.cpp; gefunden {0}</translation>
    </message>
    <message>
        <source>expected inference, which is what {0} does; found training</source>
        <translation>erwartet wird inference, denn das tut {0}; gefunden training</translation>
    </message>
    <message>
        <source>expected a model with an architecture, whose layers and heads are known; found a count of parameters</source>
        <translation>erwartet wird ein Modell mit Architektur, dessen Schichten und Köpfe bekannt sind; gefunden eine Parameterzahl</translation>
    </message>
    <message>
        <source>expected a device (or hardware.memory_bytes) to serve on</source>
        <translation>erwartet wird ein Gerät (oder hardware.memory_bytes), auf dem bedient wird</translation>
    </message>
    <message>
        <source>expected a whole number from 1 to {0}, found {1}</source>
        <translation>eine ganze Zahl von 1 bis {0} erwartet, gefunden: {1}</translation>
    </message>
    <message>
        <source>No library for matrix products is known to take any.</source>
        <translation>Von keiner Bibliothek für Matrixprodukte ist bekannt, dass sie einen nimmt.</translation>
    </message>
    <message>
        <source>cuBLAS takes {0} bytes for each thread that multiplies matrices: the forward pass&apos;s, and autograd&apos;s (PyTorch, CublasHandlePool.cpp).</source>
        <translation>cuBLAS nimmt {0} Byte für jeden Thread, der Matrizen multipliziert: den des Vorwärtsdurchlaufs und den von Autograd (PyTorch, CublasHandlePool.cpp).</translation>
    </message>
    <message>
        <source>cuDNN&apos;s workspace depends on the algorithm that it chooses for each shape: not counted, up to 1.5 GiB in the error band.</source>
        <translation>Der Arbeitsbereich von cuDNN hängt vom Algorithmus ab, den es für jede Form wählt: nicht gezählt, im Fehlerband bis zu 1,5 GiB.</translation>
    </message>
    <message>
        <source>What PyTorch&apos;s caching allocator holds beyond the tensors, with expandable segments: the step&apos;s births and deaths played by its rules.</source>
        <translation>Was PyTorchs Allokator mit Cache über die Tensoren hinaus hält, mit erweiterbaren Segmenten: Geburten und Tode des Schritts, nach seinen Regeln durchgespielt.</translation>
    </message>
    <message>
        <source>What PyTorch&apos;s caching allocator holds beyond the tensors: the step&apos;s births and deaths played by its rules.</source>
        <translation>Was PyTorchs Allokator mit Cache über die Tensoren hinaus hält: Geburten und Tode des Schritts, nach seinen Regeln durchgespielt.</translation>
    </message>
    <message>
        <source>As given (hardware.context_mib).</source>
        <translation>Wie angegeben (hardware.context_mib).</translation>
    </message>
    <message>
        <source>NCCL&apos;s buffers of one communicator of {0} devices, measured on A100s with NVLink; each further communicator takes as much.</source>
        <translation>Die Puffer von NCCL für einen Kommunikator von {0} Geräten, gemessen auf A100 mit NVLink; jeder weitere Kommunikator nimmt ebenso viel.</translation>
    </message>
    <message>
        <source>The least and the most of each row beside the tensors. What the allocator keeps is from nothing to 2.6 % of what is reserved above the estimate: as far as ranks that do the same were seen to differ.</source>
        <translation>Das Wenigste und das Meiste jeder Zeile neben den Tensoren. Was der Allokator behält, reicht von nichts bis zu 2,6 % des Reservierten über der Schätzung: So weit lagen Prozesse auseinander, die dasselbe tun.</translation>
    </message>
    <message>
        <source>what the driver reports</source>
        <translation>was der Treiber meldet</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Convolutions&apos; workspace</source>
        <translation>Arbeitsbereich der Faltungen</translation>
    </message>
    <message>
        <source>Kept by allocator</source>
        <translation>Vom Allokator behalten</translation>
    </message>
    <message>
        <source>Communication</source>
        <translation>Kommunikation</translation>
    </message>
    <message>
        <source>The run used less than the error band&apos;s least: is it the same model, batch and length?</source>
        <translation>Der Lauf hat weniger benutzt als das Wenigste des Fehlerbands: Sind Modell, Batch und Länge dieselben?</translation>
    </message>
    <message>
        <source>The run used more than the error band&apos;s most: other processes on the device, another length, or software that keeps more.</source>
        <translation>Der Lauf hat mehr benutzt als das Meiste des Fehlerbands: andere Prozesse auf dem Gerät, eine andere Länge oder Software, die mehr behält.</translation>
    </message>
    <message>
        <source>The run&apos;s use is within the error band.</source>
        <translation>Was der Lauf benutzt hat, liegt im Fehlerband.</translation>
    </message>
    <message>
        <source>Memory ran out when {0} bytes more were asked for: the measured figures are a part of what the run needs.</source>
        <translation>Der Speicher war zu Ende, als weitere {0} Byte verlangt wurden: Die gemessenen Werte sind nur ein Teil dessen, was der Lauf braucht.</translation>
    </message>
    <message>
        <source>The estimate says that the run fits: it may have had other shapes, or the device other processes.</source>
        <translation>Nach der Schätzung passt der Lauf: Er hatte vielleicht andere Formen, oder das Gerät andere Prozesse.</translation>
    </message>
    <message>
        <source>Allocated</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Reserviert</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Benutzt</translation>
    </message>
    <message>
        <source>Device memory</source>
        <translation>Gerätespeicher</translation>
    </message>
    <message>
        <source>expected a type whose blocks divide the {0} values of a row; those of {1} have {2}</source>
        <translation>erwartet ist ein Typ, dessen Blöcke die {0} Werte einer Zeile teilen; die von {1} haben {2}</translation>
    </message>
    <message>
        <source>expected {0}, as the file has it: its architecture is not one that is run, so only its own weights are known</source>
        <translation>erwartet ist {0}, wie in der Datei: Ihre Architektur wird nicht ausgeführt, also sind nur ihre eigenen Gewichte bekannt</translation>
    </message>
    <message>
        <source>expected inference: weights that are stored as {0} do not train. Open the model&apos;s original weights</source>
        <translation>erwartet ist Inferenz: Gewichte, die als {0} gespeichert sind, werden nicht trainiert. Öffnen Sie die ursprünglichen Gewichte des Modells</translation>
    </message>
    <message>
        <source>expected inference: weights that are stored as {0} do not train. For QLoRA on the original weights take quantization.method nf4 and adapter.method lora</source>
        <translation>erwartet ist Inferenz: Gewichte, die als {0} gespeichert sind, werden nicht trainiert. Für QLoRA auf den ursprünglichen Gewichten nehmen Sie quantization.method nf4 und adapter.method lora</translation>
    </message>
    <message>
        <source>an adapter beside weights that are taken as the file stores them is not counted by this version</source>
        <translation>diese Version zählt keinen Adapter neben Gewichten, die so genommen werden, wie die Datei sie speichert</translation>
    </message>
    <message>
        <source>The file&apos;s header: the bytes of each tensor as it is stored.</source>
        <translation>Der Kopf der Datei: die Bytes jedes Tensors, wie er gespeichert ist.</translation>
    </message>
    <message>
        <source>llama.cpp&apos;s rules (llama-kv-cache.cpp): cells in whole 256, sliding windows with room for one micro-batch.</source>
        <translation>Die Regeln von llama.cpp (llama-kv-cache.cpp): Zellen in ganzen 256, gleitende Fenster mit Platz für einen Micro-Batch.</translation>
    </message>
    <message>
        <source>The weights are kept as the file stores them: {0}.</source>
        <translation>Die Gewichte bleiben, wie die Datei sie speichert: {0}.</translation>
    </message>
    <message>
        <source>The KV cache is in fp16, llama.cpp&apos;s default.</source>
        <translation>Der KV-Cache ist in fp16, wie llama.cpp es vorgibt.</translation>
    </message>
    <message>
        <source>Activations and workspaces are not counted: what a program takes for a while beside weights in this storage is not known.</source>
        <translation>Aktivierungen und Arbeitsspeicher sind nicht gezählt: Was ein Programm neben Gewichten dieser Art zeitweise braucht, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The KV cache is not counted: the file does not say what it follows from.</source>
        <translation>Der KV-Cache ist nicht gezählt: Die Datei sagt nicht, woraus er folgt.</translation>
    </message>
    <message>
        <source>The weights take {0} bytes, as the file stores them ({1}); by the rule of {2} they would take {3}.</source>
        <translation>Die Gewichte brauchen {0} Bytes, wie die Datei sie speichert ({1}); nach der Regel von {2} wären es {3}.</translation>
    </message>
    <message>
        <source>weights in the file&apos;s own storage are not run tensor by tensor; quantization.method takes one that is</source>
        <translation>Gewichte, wie die Datei sie speichert, werden nicht Tensor für Tensor ausgeführt; quantization.method nimmt ein Verfahren, das es wird</translation>
    </message>
    <message>
        <source>{0} has no effect on an own network.</source>
        <translation>{0} hat auf ein eigenes Netz keine Wirkung.</translation>
    </message>
    <message>
        <source>The layers run as a torch.nn.Sequential of PyTorch 2.13 on a CUDA device, in its second step: the optimizer&apos;s states exist, gradients were set to none. Workspaces of cuDNN are not in it.</source>
        <translation>Die Schichten laufen als torch.nn.Sequential von PyTorch 2.13 auf einem CUDA-Gerät, im zweiten Schritt: die Zustände des Optimierers sind da, die Gradienten wurden auf None gesetzt. Arbeitsspeicher von cuDNN ist nicht enthalten.</translation>
    </message>
    <message>
        <source>The loss is the cross-entropy of what the last layer gives, as logits, and a class for each sample, or for each position where it gives a sequence.</source>
        <translation>Der Verlust ist die Kreuzentropie dessen, was die letzte Schicht als Logits gibt, mit einer Klasse je Beispiel oder, wo sie eine Sequenz gibt, je Position.</translation>
    </message>
    <message>
        <source>{0} bytes of the activations are what cuDNN keeps of its recurrent layers, by a rule that two measured sizes confirm (docs/own-network.md); they may be {1} to {2}.</source>
        <translation>{0} Byte der Aktivierungen sind, was cuDNN von seinen rekurrenten Schichten behält, nach einer Regel, die zwei gemessene Größen bestätigen (docs/own-network.md); es können {1} bis {2} sein.</translation>
    </message>
    <message>
        <source>this version estimates from a parameter count (model.manual), a config.json object (model.transformers), a torchvision model (model.vision), an own network (model.layers) or a model of the catalogue</source>
        <translation>diese Version schätzt aus einer Parameterzahl (model.manual), einem config.json-Objekt (model.transformers), einem Modell von torchvision (model.vision), einem eigenen Netz (model.layers) oder einem Modell des Katalogs</translation>
    </message>
    <message>
        <source>The file&apos;s bytes are shared among its layers as they would be in 16 bits: which side holds how much is an estimate where not all layers are on the device.</source>
        <translation>Die Byte der Datei sind auf ihre Schichten verteilt, wie sie es in 16 Bit wären: Welche Seite wie viel hält, ist eine Schätzung, wenn nicht alle Schichten auf dem Gerät sind.</translation>
    </message>
    <message>
        <source>{0} is for `headroom serve`: it has no effect on this estimate.</source>
        <translation>{0} ist für `headroom serve`: Auf diese Schätzung hat es keine Wirkung.</translation>
    </message>
    <message>
        <source>what the server takes passes 64 bits</source>
        <translation>was der Server belegt, übersteigt 64 Bit</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>the flash kernel needs {0}</source>
        <translation>der Flash-Kernel braucht {0}</translation>
    </message>
    <message>
        <source>the step of this optimizer is not known; expected one of {0}; found {1}</source>
        <translation>der Schritt dieses Optimierers ist nicht bekannt; erwartet: eines von {0}; gefunden: {1}</translation>
    </message>
    <message>
        <source>{0} passes 64 bits</source>
        <translation>{0} überschreitet 64 Bit</translation>
    </message>
    <message>
        <source>expected {0}, found {1}</source>
        <translation>erwartet: {0}; gefunden: {1}</translation>
    </message>
    <message>
        <source>{0} is bitsandbytes&apos; own kernel, not PyTorch&apos;s {1}; leave this at foreach</source>
        <translation>{0} ist ein Kernel von bitsandbytes, nicht PyTorchs {1}; hier bleibt foreach stehen</translation>
    </message>
    <message>
        <source>PyTorch 2.13 multiplies experts in fp32, bf16 and fp16 (grouped_mm); found {0}</source>
        <translation>PyTorch 2.13 multipliziert Experten in fp32, bf16 und fp16 (grouped_mm); gefunden: {0}</translation>
    </message>
    <message>
        <source>fused is for sgd, sgd-momentum, adam and adamw; expected foreach or for-loop for {0}</source>
        <translation>fused gibt es für sgd, sgd-momentum, adam und adamw; für {0} foreach oder for-loop erwartet</translation>
    </message>
</context>
<context>
    <name>fields</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What the scenario is called in lists and reports.</source>
        <translation>Wie das Szenario in Listen und Berichten heißt.</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>How many weights and biases the model has. 110M, 7B and 1.5e9 are understood.</source>
        <translation>Wie viele Gewichte und Bias-Werte das Modell hat. 110M, 7B und 1.5e9 werden verstanden.</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation>Trainierbar</translation>
    </message>
    <message>
        <source>How many of the parameters train. Gradients, optimizer state and master weights are of these alone. Empty: all.</source>
        <translation>Wie viele der Parameter trainiert werden. Gradienten, Optimiererzustand und Master-Gewichte gibt es nur für diese. Leer: alle.</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>How many blocks the model repeats. Activations by factor, the KV cache and activation checkpointing need it.</source>
        <translation>Wie viele Blöcke das Modell wiederholt. Aktivierungen per Faktor, der KV-Cache und Activation-Checkpointing brauchen diese Angabe.</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>Hidden-Size</translation>
    </message>
    <message>
        <source>The width of the hidden state between the blocks.</source>
        <translation>Die Breite des verborgenen Zustands zwischen den Blöcken.</translation>
    </message>
    <message>
        <source>heads</source>
        <translation>Heads</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Heads</translation>
    </message>
    <message>
        <source>Attention heads. With the KV heads they give the share of the hidden size that the KV cache keeps.</source>
        <translation>Attention-Heads. Zusammen mit den KV-Heads ergeben sie den Anteil der Hidden-Size, den der KV-Cache aufbewahrt.</translation>
    </message>
    <message>
        <source>KV heads</source>
        <translation>KV-Heads</translation>
    </message>
    <message>
        <source>Heads of keys and values (grouped-query attention has fewer than heads). Empty: as many as heads.</source>
        <translation>Heads für Keys und Values (Grouped-Query-Attention hat davon weniger als Heads). Leer: so viele wie Heads.</translation>
    </message>
    <message>
        <source>Activation factor</source>
        <translation>Aktivierungsfaktor</translation>
    </message>
    <message>
        <source>How many hidden states each layer keeps for each token: activations = batch × sequence × layers × hidden size × factor.</source>
        <translation>Wie viele verborgene Zustände jede Schicht je Token aufbewahrt: Aktivierungen = Batch × Sequenz × Schichten × Hidden-Size × Faktor.</translation>
    </message>
    <message>
        <source>values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Activations per token</source>
        <translation>Aktivierungen je Token</translation>
    </message>
    <message>
        <source>How many values all layers together keep for each token (for each image where the sequence length is 1).</source>
        <translation>Wie viele Werte alle Schichten zusammen je Token aufbewahren (je Bild, wenn die Sequenzlänge 1 ist).</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Byte</translation>
    </message>
    <message>
        <source>Measured activations</source>
        <translation>Gemessene Aktivierungen</translation>
    </message>
    <message>
        <source>The activations of the whole micro-step, as you measured them.</source>
        <translation>Die Aktivierungen des gesamten Mikroschritts, wie Sie sie gemessen haben.</translation>
    </message>
    <message>
        <source>config.json</source>
        <translation>config.json</translation>
    </message>
    <message>
        <source>A Hugging Face config.json object, as it is.</source>
        <translation>Ein config.json-Objekt von Hugging Face, unverändert.</translation>
    </message>
    <message>
        <source>Vision model</source>
        <translation>Bildmodell</translation>
    </message>
    <message>
        <source>A torchvision model, such as resnet50.</source>
        <translation>Ein torchvision-Modell, zum Beispiel resnet50.</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Image size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Height and width of the images.</source>
        <translation>Höhe und Breite der Bilder.</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>How many classes the classifier tells apart.</source>
        <translation>Wie viele Klassen der Klassifikator unterscheidet.</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Channels of the images: 3 for colour.</source>
        <translation>Kanäle der Bilder: 3 für Farbe.</translation>
    </message>
    <message>
        <source>Layer list</source>
        <translation>Schichtliste</translation>
    </message>
    <message>
        <source>Catalogue model</source>
        <translation>Katalogmodell</translation>
    </message>
    <message>
        <source>A model of the catalogue, by its name.</source>
        <translation>Ein Modell aus dem Katalog, nach seinem Namen.</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>Modelldatei</translation>
    </message>
    <message>
        <source>A model file or a folder of them.</source>
        <translation>Eine Modelldatei oder ein Ordner mit Modelldateien.</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>Training keeps gradients, optimizer state and activations; inference does not.</source>
        <translation>Training bewahrt Gradienten, Optimiererzustand und Aktivierungen auf; Inferenz nicht.</translation>
    </message>
    <message>
        <source>sequences</source>
        <translation>Sequenzen</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Sequences or images on one device in one micro-step.</source>
        <translation>Sequenzen oder Bilder auf einem Gerät in einem Mikroschritt.</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Sequence length</source>
        <translation>Sequenzlänge</translation>
    </message>
    <message>
        <source>Tokens in a sequence; 1 for models without sequences.</source>
        <translation>Token in einer Sequenz; 1 bei Modellen ohne Sequenzen.</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Accumulation</source>
        <translation>Akkumulation</translation>
    </message>
    <message>
        <source>Micro-steps whose gradients add up before the optimizer steps. They enlarge the effective batch and take no memory.</source>
        <translation>Mikroschritte, deren Gradienten sich summieren, bevor der Optimierer seinen Schritt macht. Sie vergrößern den effektiven Batch und brauchen keinen Speicher.</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>What stands on top of the model, and so the loss. Empty: by the model.</source>
        <translation>Was auf dem Modell aufsetzt und damit den Verlust bestimmt. Leer: je nach Modell.</translation>
    </message>
    <message>
        <source>Target length</source>
        <translation>Ziellänge</translation>
    </message>
    <message>
        <source>The decoder&apos;s length in an encoder-decoder model.</source>
        <translation>Die Länge des Decoders in einem Encoder-Decoder-Modell.</translation>
    </message>
    <message>
        <source>Context length</source>
        <translation>Kontextlänge</translation>
    </message>
    <message>
        <source>Prompt and answer together: what the KV cache must hold. Empty: the sequence length.</source>
        <translation>Prompt und Antwort zusammen: was der KV-Cache fassen muss. Leer: die Sequenzlänge.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>How the weights are stored.</source>
        <translation>Wie die Gewichte gespeichert werden.</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <source>How the gradients are stored. same: as the weights.</source>
        <translation>Wie die Gradienten gespeichert werden. same: wie die Gewichte.</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>How the activations are stored. same: as the weights.</source>
        <translation>Wie die Aktivierungen gespeichert werden. same: wie die Gewichte.</translation>
    </message>
    <message>
        <source>Optimizer state</source>
        <translation>Optimiererzustand</translation>
    </message>
    <message>
        <source>How the optimizer stores its states. same: as the master weights where there are, else as the weights.</source>
        <translation>Wie der Optimierer seine Zustände speichert. same: wie die Master-Gewichte, falls vorhanden, sonst wie die Gewichte.</translation>
    </message>
    <message>
        <source>Autocast</source>
        <translation>Autocast</translation>
    </message>
    <message>
        <source>Mixed precision: operators run in this type, the weights stay as they are.</source>
        <translation>Gemischte Genauigkeit: Operatoren laufen in diesem Typ, die Gewichte bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Master weights</source>
        <translation>Master-Gewichte</translation>
    </message>
    <message>
        <source>An fp32 copy of each trainable parameter that the optimizer updates.</source>
        <translation>Eine fp32-Kopie jedes trainierbaren Parameters, die der Optimierer aktualisiert.</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV-Cache</translation>
    </message>
    <message>
        <source>How keys and values are stored. same: as the weights.</source>
        <translation>Wie Keys und Values gespeichert werden. same: wie die Gewichte.</translation>
    </message>
    <message>
        <source>Quantization</source>
        <translation>Quantisierung</translation>
    </message>
    <message>
        <source>How the weights of the linear layers are packed.</source>
        <translation>Wie die Gewichte der linearen Schichten gepackt werden.</translation>
    </message>
    <message>
        <source>Prepare for k-bit training</source>
        <translation>Für k-Bit-Training vorbereiten</translation>
    </message>
    <message>
        <source>What is not quantized is kept in fp32, as peft prepares a quantized base.</source>
        <translation>Was nicht quantisiert ist, wird in fp32 gehalten, so wie peft ein quantisiertes Basismodell vorbereitet.</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Small trainable matrices beside frozen weights.</source>
        <translation>Kleine trainierbare Matrizen neben eingefrorenen Gewichten.</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Inner size of the adapter&apos;s two matrices.</source>
        <translation>Innere Größe der beiden Matrizen des Adapters.</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Which linear layers get an adapter: all-linear, attention, or a list of module names.</source>
        <translation>Welche linearen Schichten einen Adapter bekommen: all-linear, attention oder eine Liste von Modulnamen.</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Dropout before the adapter.</source>
        <translation>Dropout vor dem Adapter.</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Bias</translation>
    </message>
    <message>
        <source>Which biases train.</source>
        <translation>Welche Bias-Werte trainiert werden.</translation>
    </message>
    <message>
        <source>Modules to save</source>
        <translation>Zu speichernde Module</translation>
    </message>
    <message>
        <source>Modules that train in full beside the adapters.</source>
        <translation>Module, die neben den Adaptern vollständig trainiert werden.</translation>
    </message>
    <message>
        <source>rsLoRA</source>
        <translation>rsLoRA</translation>
    </message>
    <message>
        <source>Scales by the square root of the rank.</source>
        <translation>Skaliert mit der Quadratwurzel des Rangs.</translation>
    </message>
    <message>
        <source>DoRA</source>
        <translation>DoRA</translation>
    </message>
    <message>
        <source>Trains magnitudes beside the directions.</source>
        <translation>Trainiert neben den Richtungen auch die Beträge.</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Eingefroren</translation>
    </message>
    <message>
        <source>Patterns of parameter names that do not train.</source>
        <translation>Muster für die Namen von Parametern, die nicht trainiert werden.</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>What updates the weights, and keeps states for each of them.</source>
        <translation>Was die Gewichte aktualisiert und für jedes von ihnen Zustände aufbewahrt.</translation>
    </message>
    <message>
        <source>Implementation</source>
        <translation>Implementierung</translation>
    </message>
    <message>
        <source>How PyTorch runs the step: foreach, fused or for-loop.</source>
        <translation>Wie PyTorch den Schritt ausführt: foreach, fused oder for-loop.</translation>
    </message>
    <message>
        <source>State factor</source>
        <translation>Zustandsfaktor</translation>
    </message>
    <message>
        <source>How many values a custom optimizer keeps for each trainable parameter.</source>
        <translation>Wie viele Werte ein eigener Optimierer (custom) je trainierbarem Parameter aufbewahrt.</translation>
    </message>
    <message>
        <source>Checkpointing</source>
        <translation>Checkpointing</translation>
    </message>
    <message>
        <source>Keeps less of the forward pass and computes it again in backward.</source>
        <translation>Bewahrt weniger vom Vorwärtsdurchlauf auf und berechnet es im Rückwärtsdurchlauf erneut.</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>The kernel: eager keeps the scores, sdpa and flash do not.</source>
        <translation>Der Kernel: eager bewahrt die Scores auf, sdpa und flash nicht.</translation>
    </message>
    <message>
        <source>Fused loss</source>
        <translation>Fusionierter Verlust</translation>
    </message>
    <message>
        <source>Computes the loss in chunks and keeps no logits.</source>
        <translation>Berechnet den Verlust stückweise und bewahrt keine Logits auf.</translation>
    </message>
    <message>
        <source>Offload</source>
        <translation>Auslagerung</translation>
    </message>
    <message>
        <source>What lives in the host&apos;s memory.</source>
        <translation>Was im Hauptspeicher des Hosts liegt.</translation>
    </message>
    <message>
        <source>devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Data parallel</source>
        <translation>Datenparallel</translation>
    </message>
    <message>
        <source>Devices that hold a copy each.</source>
        <translation>Geräte, die je eine Kopie halten.</translation>
    </message>
    <message>
        <source>ZeRO stage</source>
        <translation>ZeRO-Stufe</translation>
    </message>
    <message>
        <source>What the data-parallel devices share out: 1 optimizer state, 2 gradients, 3 parameters.</source>
        <translation>Was die datenparallelen Geräte unter sich aufteilen: 1 Optimiererzustand, 2 Gradienten, 3 Parameter.</translation>
    </message>
    <message>
        <source>Tensor parallel</source>
        <translation>Tensorparallel</translation>
    </message>
    <message>
        <source>Devices that share each layer.</source>
        <translation>Geräte, die sich jede Schicht teilen.</translation>
    </message>
    <message>
        <source>Sequence parallel</source>
        <translation>Sequenzparallel</translation>
    </message>
    <message>
        <source>Shares out what tensor parallelism leaves whole.</source>
        <translation>Teilt auf, was die Tensorparallelität ungeteilt lässt.</translation>
    </message>
    <message>
        <source>Pipeline parallel</source>
        <translation>Pipelineparallel</translation>
    </message>
    <message>
        <source>Devices that hold a range of layers each.</source>
        <translation>Geräte, die je einen Bereich von Schichten halten.</translation>
    </message>
    <message>
        <source>Context parallel</source>
        <translation>Kontextparallel</translation>
    </message>
    <message>
        <source>Devices that share each sequence.</source>
        <translation>Geräte, die sich jede Sequenz teilen.</translation>
    </message>
    <message>
        <source>Expert parallel</source>
        <translation>Expertenparallel</translation>
    </message>
    <message>
        <source>Devices that share the experts.</source>
        <translation>Geräte, die sich die Experten teilen.</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>Software</translation>
    </message>
    <message>
        <source>The library whose implementation is meant.</source>
        <translation>Die Bibliothek, deren Implementierung gemeint ist.</translation>
    </message>
    <message>
        <source>GPU memory utilization</source>
        <translation>GPU-Speichernutzung</translation>
    </message>
    <message>
        <source>The share of the device that the server takes.</source>
        <translation>Der Anteil des Geräts, den der Server belegt.</translation>
    </message>
    <message>
        <source>Batched tokens</source>
        <translation>Token je Schritt</translation>
    </message>
    <message>
        <source>Tokens that the server runs in one step at most.</source>
        <translation>Token, die der Server in einem Schritt höchstens verarbeitet.</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>Sequenzen</translation>
    </message>
    <message>
        <source>Sequences that the server runs at once at most.</source>
        <translation>Sequenzen, die der Server höchstens gleichzeitig verarbeitet.</translation>
    </message>
    <message>
        <source>Block size</source>
        <translation>Blockgröße</translation>
    </message>
    <message>
        <source>Tokens in a block of the KV cache.</source>
        <translation>Token in einem Block des KV-Cache.</translation>
    </message>
    <message>
        <source>CUDA graphs</source>
        <translation>CUDA-Graphen</translation>
    </message>
    <message>
        <source>Whether the server captures CUDA graphs.</source>
        <translation>Ob der Server CUDA-Graphen aufzeichnet.</translation>
    </message>
    <message>
        <source>GPU layers</source>
        <translation>GPU-Schichten</translation>
    </message>
    <message>
        <source>Layers that live on the GPU.</source>
        <translation>Schichten, die auf der GPU liegen.</translation>
    </message>
    <message>
        <source>Micro-batch</source>
        <translation>Mikrobatch</translation>
    </message>
    <message>
        <source>Tokens that llama.cpp computes at once.</source>
        <translation>Token, die llama.cpp auf einmal berechnet.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>A device of the catalogue, by its id.</source>
        <translation>Ein Gerät aus dem Katalog, nach seiner ID.</translation>
    </message>
    <message>
        <source>Device memory</source>
        <translation>Gerätespeicher</translation>
    </message>
    <message>
        <source>What the device has for programs. Wins over the device&apos;s own.</source>
        <translation>Was das Gerät für Programme bietet. Hat Vorrang vor dem eigenen Wert des Geräts.</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>CUDA context</source>
        <translation>CUDA-Kontext</translation>
    </message>
    <message>
        <source>Expandable segments</source>
        <translation>Erweiterbare Segmente</translation>
    </message>
    <message>
        <source>PyTorch&apos;s allocator setting of that name.</source>
        <translation>Die gleichnamige Einstellung des Allokators von PyTorch (expandable segments).</translation>
    </message>
    <message>
        <source>How many blocks the model repeats.</source>
        <translation>Wie viele Blöcke das Modell wiederholt.</translation>
    </message>
    <message>
        <source>Attention heads of each block.</source>
        <translation>Attention-Köpfe jedes Blocks.</translation>
    </message>
    <message>
        <source>Heads of keys and values (grouped-query attention has fewer than heads).</source>
        <translation>Köpfe für Schlüssel und Werte (bei Grouped-Query Attention weniger als Köpfe).</translation>
    </message>
    <message>
        <source>MLP size</source>
        <translation>MLP-Größe</translation>
    </message>
    <message>
        <source>The width between the layers of each block&apos;s MLP.</source>
        <translation>Die Breite zwischen den Schichten des MLP jedes Blocks.</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Vokabular</translation>
    </message>
    <message>
        <source>How many tokens the embedding and the head know.</source>
        <translation>Wie viele Token Einbettung und Kopf kennen.</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>The longest sequence that the model was made for.</source>
        <translation>Die längste Sequenz, für die das Modell gemacht ist.</translation>
    </message>
    <message>
        <source>How many devices of that kind. With several, each keeps what NCCL needs to talk to the others.</source>
        <translation>Wie viele Geräte dieser Art. Bei mehreren hält jedes, was NCCL für den Austausch mit den anderen braucht.</translation>
    </message>
    <message>
        <source>What the driver keeps for the process. Not given: a figure for devices of that generation.</source>
        <translation>Was der Treiber für den Prozess hält. Ohne Angabe: ein Wert für Geräte dieser Generation.</translation>
    </message>
    <message>
        <source>An own network: a list of layers such as {&quot;type&quot;: &quot;linear&quot;, &quot;outputs&quot;: 10}, in the order in which they run.</source>
        <translation>Ein eigenes Netz: eine Liste von Schichten wie {&quot;type&quot;: &quot;linear&quot;, &quot;outputs&quot;: 10}, in der Reihenfolge, in der sie laufen.</translation>
    </message>
    <message>
        <source>Height and width of the images that a model of transformers or an own network reads.</source>
        <translation>Höhe und Breite der Bilder, die ein Modell von transformers oder ein eigenes Netz liest.</translation>
    </message>
</context>
<context>
    <name>form</name>
    <message>
        <source>expected a number, alone or with MiB, GiB, MB or GB; found {0}</source>
        <translation>erwartet: eine Zahl, allein oder mit MiB, GiB, MB oder GB; gefunden: {0}</translation>
    </message>
    <message>
        <source>{0} is too large</source>
        <translation>{0} ist zu groß</translation>
    </message>
    <message>
        <source>expected at least {0}</source>
        <translation>erwartet: mindestens {0}</translation>
    </message>
    <message>
        <source>expected at most {0}</source>
        <translation>erwartet: höchstens {0}</translation>
    </message>
    <message>
        <source>expected a number; found nothing</source>
        <translation>erwartet: eine Zahl; nichts gefunden</translation>
    </message>
    <message>
        <source>expected a number that is not negative; found {0}</source>
        <translation>eine nicht negative Zahl erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected at most {0} decimal places</source>
        <translation>erwartet: höchstens {0} Nachkommastellen</translation>
    </message>
    <message>
        <source>expected a number; found {0}</source>
        <translation>eine Zahl erwartet; gefunden: {0}</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>expected a file; found a device or a pipe, which is not replaced</source>
        <translation>erwartet: eine Datei; gefunden: ein Gerät oder eine Pipe, das bzw. die nicht ersetzt wird</translation>
    </message>
    <message>
        <source>expected each key once; found {0} again, after line {1}</source>
        <translation>erwartet: jeder Schlüssel einmal; {0} nach Zeile {1} erneut gefunden</translation>
    </message>
    <message>
        <source>expected at most {0} levels of brackets; found more</source>
        <translation>erwartet: höchstens {0} Klammerebenen; mehr gefunden</translation>
    </message>
    <message>
        <source>expected {0}; found {1}</source>
        <translation>erwartet: {0}; gefunden: {1}</translation>
    </message>
    <message>
        <source>the end of the text</source>
        <translation>das Ende des Textes</translation>
    </message>
    <message>
        <source>expected a double quote at the end of the text {0}; found the end of the file</source>
        <translation>erwartet: ein doppeltes Anführungszeichen am Ende des Textes {0}; gefunden: das Dateiende</translation>
    </message>
    <message>
        <source>expected a double quote before the end of the line, or \n; found neither</source>
        <translation>erwartet: ein doppeltes Anführungszeichen vor dem Zeilenende oder \n; gefunden: keines von beiden</translation>
    </message>
    <message>
        <source>expected \&quot; \\ \/ \b \f \n \r \t or \uXXXX after a backslash; found another escape</source>
        <translation>erwartet: \&quot; \\ \/ \b \f \n \r \t oder \uXXXX nach einem Backslash; gefunden: eine andere Escape-Sequenz</translation>
    </message>
    <message>
        <source>expected a number below 1.8e308; found {0}</source>
        <translation>erwartet: eine Zahl unter 1.8e308; gefunden: {0}</translation>
    </message>
    <message>
        <source>a comment, which JSON does not have</source>
        <translation>ein Kommentar, den es in JSON nicht gibt</translation>
    </message>
    <message>
        <source>expected at most {0} bytes; found {1}</source>
        <translation>erwartet: höchstens {0} Bytes; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected JSON; found an empty text</source>
        <translation>erwartet: JSON; gefunden: ein leerer Text</translation>
    </message>
    <message>
        <source>expected UTF-8 without a byte order mark; found one at the start</source>
        <translation>erwartet: UTF-8 ohne Byte-Reihenfolge-Markierung (BOM); gefunden: eine am Anfang</translation>
    </message>
    <message>
        <source>expected text in UTF-8; found binary data (a zero byte)</source>
        <translation>erwartet: Text in UTF-8; gefunden: Binärdaten (ein Nullbyte)</translation>
    </message>
    <message>
        <source>expected text in UTF-8; found the byte 0x{0}</source>
        <translation>erwartet: Text in UTF-8; gefunden: das Byte 0x{0}</translation>
    </message>
    <message>
        <source>expected a model of the catalogue (`headroom models` lists them); found {0}</source>
        <translation>erwartet: ein Modell aus dem Katalog (`headroom models` listet sie auf); gefunden: {0}</translation>
    </message>
    <message>
        <source>expected the id or the name of a preset; found {0}</source>
        <translation>erwartet: die ID oder der Name einer Vorlage; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a scenario of at most {0} bytes; found more</source>
        <translation>erwartet: ein Szenario von höchstens {0} Bytes; gefunden: mehr</translation>
    </message>
    <message>
        <source>{0} (as the weights)</source>
        <translation>{0} (wie die Gewichte)</translation>
    </message>
    <message>
        <source>fits, {0} left</source>
        <translation>passt, {0} frei</translation>
    </message>
    <message>
        <source>does not fit, {0} over</source>
        <translation>passt nicht, {0} zu viel</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Memory estimate</source>
        <translation>Speicherschätzung</translation>
    </message>
    <message>
        <source>training, per device</source>
        <translation>Training, pro Gerät</translation>
    </message>
    <message>
        <source>inference, per device</source>
        <translation>Inferenz, pro Gerät</translation>
    </message>
    <message>
        <source>; the peak, in the {0} phase at {1}: the components below are not all alive then</source>
        <translation>; die Spitze, in der Phase {0} bei {1}: die Komponenten unten belegen dann nicht alle Speicher</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>Size ({0})</source>
        <translation>Größe ({0})</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>Device memory {0}: {1}</source>
        <translation>Gerätespeicher {0}: {1}</translation>
    </message>
    <message>
        <source>{0}, {1}: {2}</source>
        <translation>{0}, {1}: {2}</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation>Annahmen</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>{0} (the file is of scenario version {1}; this program knows versions up to {2})</source>
        <translation>{0} (die Datei hat die Szenario-Version {1}; dieses Programm kennt Versionen bis {2})</translation>
    </message>
    <message>
        <source>made by a newer version of Headroom: expected scenario version {0} at most; found {1}</source>
        <translation>mit einer neueren Version von Headroom erstellt: erwartet: höchstens Szenario-Version {0}; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected key=value in UTF-8; found other bytes</source>
        <translation>erwartet: key=value in UTF-8; gefunden: andere Bytes</translation>
    </message>
    <message>
        <source>expected key=value, such as workload.batch_size=16; found {0}</source>
        <translation>erwartet: key=value, etwa workload.batch_size=16; gefunden: {0}</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>es gibt keine solche Datei und keinen solchen Ordner</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>expected a file; found a folder</source>
        <translation>erwartet: eine Datei; gefunden: ein Ordner</translation>
    </message>
    <message>
        <source>a part of the path is not a folder</source>
        <translation>ein Teil des Pfads ist kein Ordner</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>the quota of disk space is used up</source>
        <translation>das Speicherplatzkontingent ist aufgebraucht</translation>
    </message>
    <message>
        <source>the file would be larger than is allowed here</source>
        <translation>die Datei würde größer, als hier erlaubt ist</translation>
    </message>
    <message>
        <source>the file system is read-only</source>
        <translation>das Dateisystem ist schreibgeschützt</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>der Name ist zu lang</translation>
    </message>
    <message>
        <source>too many symbolic links, or a circle of them</source>
        <translation>zu viele symbolische Links oder ein Kreis aus ihnen</translation>
    </message>
    <message>
        <source>the system says: {0}</source>
        <translation>das System meldet: {0}</translation>
    </message>
    <message>
        <source>expected text; found {0}</source>
        <translation>Text erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected an object; found {0}</source>
        <translation>ein Objekt erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a whole number of bytes; found {0}</source>
        <translation>erwartet: eine ganze Zahl von Bytes; gefunden: {0}</translation>
    </message>
    <message>
        <source>Alive at the peak</source>
        <translation>Am Höchststand belegt</translation>
    </message>
    <message>
        <source>expected a torchvision model (`headroom models` lists them); found {0}</source>
        <translation>erwartet wird ein Modell von torchvision (`headroom models` zählt sie auf); gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a device of this machine (`headroom devices` lists them first); found {0}</source>
        <translation>ein Gerät dieses Rechners erwartet (`headroom devices` nennt sie zuerst); gefunden: {0}</translation>
    </message>
    <message>
        <source>expected one size of it, {0}; found {1}</source>
        <translation>eine Größe davon erwartet, {0}; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected a device of the catalogue (`headroom devices` lists them); found {0}</source>
        <translation>ein Gerät des Katalogs erwartet (`headroom devices` nennt sie); gefunden: {0}</translation>
    </message>
    <message>
        <source>the base model {0} is neither here nor in the catalogue: only the adapter is counted</source>
        <translation>das Basismodell {0} ist weder hier noch im Katalog: Nur der Adapter wird gezählt</translation>
    </message>
    <message>
        <source>expected the kind of the adapter, such as LORA; found none</source>
        <translation>die Art des Adapters erwartet, etwa LORA; gefunden: keine</translation>
    </message>
    <message>
        <source>the adapter&apos;s weights are not here: its size is not known</source>
        <translation>die Gewichte des Adapters sind nicht hier: Seine Größe ist nicht bekannt</translation>
    </message>
    <message>
        <source>a LoRA or another adapter, with its weights and its base where they are found</source>
        <translation>ein LoRA oder ein anderer Adapter, mit seinen Gewichten und seiner Basis, wo sie gefunden werden</translation>
    </message>
    <message>
        <source>expected {0} bytes of {1}; the file ends after {2}</source>
        <translation>{0} Bytes für {1} erwartet; die Datei endet nach {2}</translation>
    </message>
    <message>
        <source>expected a file; found a pipe, a socket or a device</source>
        <translation>eine Datei erwartet; gefunden: eine Pipe, ein Socket oder ein Gerät</translation>
    </message>
    <message>
        <source>the file became shorter while it was read</source>
        <translation>die Datei wurde kürzer, während sie gelesen wurde</translation>
    </message>
    <message>
        <source>expected a config.json, an index of shards, an adapter&apos;s or a scenario&apos;s file; found JSON without model_type, architectures or hidden_size</source>
        <translation>eine config.json, ein Index von Teilen, die Datei eines Adapters oder Szenarios erwartet; gefunden: JSON ohne model_type, architectures oder hidden_size</translation>
    </message>
    <message>
        <source>the file says how weights are quantized, and nothing of the model&apos;s shape: open the config.json of its folder</source>
        <translation>die Datei sagt, wie Gewichte quantisiert sind, und nichts über die Form des Modells: Öffnen Sie die config.json ihres Ordners</translation>
    </message>
    <message>
        <source>the hyperparameters of a model: counts follow from its architecture</source>
        <translation>die Hyperparameter eines Modells: Die Zahlen folgen aus seiner Architektur</translation>
    </message>
    <message>
        <source>expected a JSON file of at most {0} bytes; found {1}</source>
        <translation>eine JSON-Datei von höchstens {0} Bytes erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected a JSON object; found {0}</source>
        <translation>ein JSON-Objekt erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>it cannot be used: {0}</source>
        <translation>nicht verwendbar: {0}</translation>
    </message>
    <message>
        <source>the model_type is not known; the counts are those of {0}, which architectures names</source>
        <translation>der model_type ist nicht bekannt; die Zahlen sind die von {0}, das architectures nennt</translation>
    </message>
    <message>
        <source>the file has no model_type; its keys are those of GPT-2, whose counts these are</source>
        <translation>die Datei hat keinen model_type; ihre Schlüssel sind die von GPT-2, dessen Zahlen dies sind</translation>
    </message>
    <message>
        <source>the model_type is not known; only its language model, {0}, is counted</source>
        <translation>der model_type ist nicht bekannt; nur sein Sprachmodell, {0}, wird gezählt</translation>
    </message>
    <message>
        <source>the model_type is not known; its language model alone is counted, as if it were a Llama: attention without biases, a gated feed-forward part, two norms in a layer</source>
        <translation>der model_type ist nicht bekannt; nur sein Sprachmodell wird gezählt, als wäre es ein Llama: Attention ohne Bias, ein Feed-Forward-Teil mit Tor, zwei Normen je Schicht</translation>
    </message>
    <message>
        <source>the model_type is not known; the counts are those of a Llama of these sizes: attention without biases, a gated feed-forward part, two norms in a layer</source>
        <translation>der model_type ist nicht bekannt; die Zahlen sind die eines Llama dieser Größen: Attention ohne Bias, ein Feed-Forward-Teil mit Tor, zwei Normen je Schicht</translation>
    </message>
    <message>
        <source>the size in bytes is not known: the file names no dtype</source>
        <translation>die Größe in Bytes ist nicht bekannt: Die Datei nennt keinen dtype</translation>
    </message>
    <message>
        <source>the size in bytes is not known: {0} is a quantization that is not known here</source>
        <translation>die Größe in Bytes ist nicht bekannt: {0} ist eine Quantisierung, die hier nicht bekannt ist</translation>
    </message>
    <message>
        <source>the number of parameters is not known: {0} is no model_type that is known here, and the keys do not settle its shape</source>
        <translation>die Zahl der Parameter ist nicht bekannt: {0} ist kein model_type, der hier bekannt ist, und die Schlüssel legen seine Form nicht fest</translation>
    </message>
    <message>
        <source>expected the name of a file in the same folder; found {0}, which is not followed</source>
        <translation>der Name einer Datei im selben Ordner erwartet; gefunden: {0}, dem nicht gefolgt wird</translation>
    </message>
    <message>
        <source>{0} is a link that leads out of its folder, and is not followed</source>
        <translation>{0} ist ein Verweis, der aus seinem Ordner führt; ihm wird nicht gefolgt</translation>
    </message>
    <message>
        <source>expected a model file; found an empty file</source>
        <translation>eine Modelldatei erwartet; gefunden: eine leere Datei</translation>
    </message>
    <message>
        <source>expected a model file (`headroom formats` lists them); found a file of another kind, which starts with {0}</source>
        <translation>eine Modelldatei erwartet (`headroom formats` zählt sie auf); gefunden: eine Datei anderer Art, die mit {0} beginnt</translation>
    </message>
    <message>
        <source>{0} × {1} is more than 2^64 - 1</source>
        <translation>{0} × {1} ist mehr als 2^64 - 1</translation>
    </message>
    <message>
        <source>{0} + {1} is more than 2^64 - 1</source>
        <translation>{0} + {1} ist mehr als 2^64 - 1</translation>
    </message>
    <message>
        <source>the file asks for more memory than there is</source>
        <translation>die Datei verlangt mehr Speicher, als es gibt</translation>
    </message>
    <message>
        <source>the file does not say how many parameters the model has, and its architecture is not one that is run</source>
        <translation>die Datei sagt nicht, wie viele Parameter das Modell hat, und seine Architektur gehört nicht zu denen, die ausgeführt werden</translation>
    </message>
    <message>
        <source>expected a folder of at most {0} entries; found more</source>
        <translation>ein Ordner von höchstens {0} Einträgen erwartet; gefunden: mehr</translation>
    </message>
    <message>
        <source>the folder cannot be read: {0}</source>
        <translation>der Ordner kann nicht gelesen werden: {0}</translation>
    </message>
    <message>
        <source>there is no file {0} in the folder</source>
        <translation>im Ordner gibt es keine Datei {0}</translation>
    </message>
    <message>
        <source>expected a folder with config.json or a file of weights; found neither</source>
        <translation>ein Ordner mit config.json oder einer Datei von Gewichten erwartet; gefunden: keines von beiden</translation>
    </message>
    <message>
        <source>{0}</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>the folder of this component is not here</source>
        <translation>der Ordner dieser Komponente ist nicht hier</translation>
    </message>
    <message>
        <source>expected a snapshot in the cache&apos;s folder; found none</source>
        <translation>ein Schnappschuss im Ordner des Zwischenspeichers erwartet; gefunden: keiner</translation>
    </message>
    <message>
        <source>the file is incomplete: expected tensors up to byte {0}; the file ends after {1}</source>
        <translation>die Datei ist unvollständig: Tensoren bis Byte {0} erwartet; die Datei endet nach {1}</translation>
    </message>
    <message>
        <source>expected the end of the file after the last tensor; found {0} bytes more</source>
        <translation>das Ende der Datei nach dem letzten Tensor erwartet; gefunden: {0} Bytes mehr</translation>
    </message>
    <message>
        <source>{0} is a type of the fork ik_llama.cpp; llama.cpp itself does not read it</source>
        <translation>{0} ist ein Typ des Ablegers ik_llama.cpp; llama.cpp selbst liest ihn nicht</translation>
    </message>
    <message>
        <source>this is part {0} of {1}, but its name is not that of a part, so the others are not found</source>
        <translation>dies ist Teil {0} von {1}, aber sein Name ist nicht der eines Teils, sodass die anderen nicht gefunden werden</translation>
    </message>
    <message>
        <source>{0} of {1} parts are not here, the first of them {2}: their tensors are not counted</source>
        <translation>{0} von {1} Teilen sind nicht hier, der erste davon {2}: Ihre Tensoren werden nicht gezählt</translation>
    </message>
    <message>
        <source>expected {0} tensors in all parts; found {1}</source>
        <translation>{0} Tensoren in allen Teilen erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected the magic &quot;GGUF&quot;; found {0}</source>
        <translation>die Kennung &quot;GGUF&quot; erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>split.no: expected a number below split.count, {0}; found {1}</source>
        <translation>split.no: eine Zahl unter split.count, {0}, erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>split.count: expected at most {0}; found {1}</source>
        <translation>split.count: höchstens {0} erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>the file holds no tensors: a vocabulary or metadata alone</source>
        <translation>die Datei enthält keine Tensoren: nur ein Vokabular oder Metadaten</translation>
    </message>
    <message>
        <source>this is an adapter: it is used together with its base model</source>
        <translation>dies ist ein Adapter: Er wird zusammen mit seinem Basismodell verwendet</translation>
    </message>
    <message>
        <source>this is the projector of a model that sees or hears: it is used together with the language model</source>
        <translation>dies ist der Projektor eines Modells, das sieht oder hört: Er wird zusammen mit dem Sprachmodell verwendet</translation>
    </message>
    <message>
        <source>a model of llama.cpp, versions 1 to 3, in one file or split</source>
        <translation>ein Modell von llama.cpp, Versionen 1 bis 3, in einer Datei oder geteilt</translation>
    </message>
    <message>
        <source>expected at most {0} tensors; found {1}</source>
        <translation>höchstens {0} Tensoren erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected version 1, 2 or 3 of GGUF; found {0}</source>
        <translation>Version 1, 2 oder 3 von GGUF erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected at most {0} {1}, as many as the file has room for; found {2}</source>
        <translation>höchstens {0} {1} erwartet, so viele, wie in die Datei passen; gefunden: {2}</translation>
    </message>
    <message>
        <source>expected at most {0} bytes of {1}; found a length of {2}</source>
        <translation>höchstens {0} Bytes für {1} erwartet; gefunden: eine Länge von {2}</translation>
    </message>
    <message>
        <source>expected {0}; found an empty one</source>
        <translation>{0} erwartet; gefunden: ein leerer Wert</translation>
    </message>
    <message>
        <source>expected {0} without zero bytes; found {1}</source>
        <translation>{0} ohne Nullbytes erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected {0} in UTF-8; found another encoding</source>
        <translation>{0} in UTF-8 erwartet; gefunden: eine andere Kodierung</translation>
    </message>
    <message>
        <source>expected a type from 0 to 12 for {0}; found {1}</source>
        <translation>ein Typ von 0 bis 12 für {0} erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected each key once; found {0} again</source>
        <translation>jeder Schlüssel einmal erwartet; {0} kommt noch einmal vor</translation>
    </message>
    <message>
        <source>expected no arrays within the array {0}; found them</source>
        <translation>keine Felder im Feld {0} erwartet; gefunden: solche</translation>
    </message>
    <message>
        <source>expected at most {0} elements of {1}; found {2}</source>
        <translation>höchstens {0} Elemente von {1} erwartet; gefunden: {2}</translation>
    </message>
    <message>
        <source>general.alignment: expected a u32; found {0}</source>
        <translation>general.alignment: ein u32 erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>general.alignment: expected a power of two of at most {0}; found {1}</source>
        <translation>general.alignment: eine Zweierpotenz von höchstens {0} erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>tensor {0}: expected 1 to 4 dimensions; found {1}</source>
        <translation>Tensor {0}: 1 bis 4 Dimensionen erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>tensor {0}: expected fewer than 2^63 elements; found the shape [{1}]</source>
        <translation>Tensor {0}: weniger als 2^63 Elemente erwartet; gefunden: die Form [{1}]</translation>
    </message>
    <message>
        <source>tensor {0}: expected the offset {1}, where the tensor before it ends; found {2}</source>
        <translation>Tensor {0}: der Versatz {1} erwartet, an dem der Tensor davor endet; gefunden: {2}</translation>
    </message>
    <message>
        <source>tensor {0}: expected a type that is known; found {1}</source>
        <translation>Tensor {0}: ein bekannter Typ erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>tensor {0}: expected a type that files have; found {1} ({2}), which was removed</source>
        <translation>Tensor {0}: ein Typ erwartet, den Dateien haben; gefunden: {1} ({2}), der entfernt wurde</translation>
    </message>
    <message>
        <source>tensor {0}: expected rows of a multiple of {1} elements, as {2} has them; found {3}</source>
        <translation>Tensor {0}: Zeilen eines Vielfachen von {1} Elementen erwartet, wie {2} sie hat; gefunden: {3}</translation>
    </message>
    <message>
        <source>expected each tensor once; found {0} again</source>
        <translation>jeder Tensor einmal erwartet; {0} kommt noch einmal vor</translation>
    </message>
    <message>
        <source>{0}: expected {1}; found {2}</source>
        <translation>{0}: {1} erwartet; gefunden: {2}</translation>
    </message>
    <message>
        <source>{0}: expected {1} numbers, one for each layer; found {2}</source>
        <translation>{0}: {1} Zahlen erwartet, eine für jede Schicht; gefunden: {2}</translation>
    </message>
    <message>
        <source>{0}: expected at most {1} layers; found {2}</source>
        <translation>{0}: höchstens {1} Schichten erwartet; gefunden: {2}</translation>
    </message>
    <message>
        <source>expected a number of heads from 1; found 0</source>
        <translation>eine Zahl von Köpfen ab 1 erwartet; gefunden: 0</translation>
    </message>
    <message>
        <source>the file does not name its architecture: only its tensors are known</source>
        <translation>die Datei nennt ihre Architektur nicht: Nur ihre Tensoren sind bekannt</translation>
    </message>
    <message>
        <source>the number of layers is not given, so nothing that follows from it is known</source>
        <translation>die Zahl der Schichten ist nicht gegeben, also ist nichts bekannt, was aus ihr folgt</translation>
    </message>
    <message>
        <source>a Keras model: this version recognises it, and does not read the tensors of HDF5 yet</source>
        <translation>ein Keras-Modell: Diese Version erkennt es und liest die Tensoren von HDF5 noch nicht</translation>
    </message>
    <message>
        <source>a Keras model: recognised, its tensors are not counted yet</source>
        <translation>ein Keras-Modell: erkannt, seine Tensoren werden noch nicht gezählt</translation>
    </message>
    <message>
        <source>expected a model; found a git-lfs pointer: the file itself was not downloaded (`git lfs pull` does that)</source>
        <translation>ein Modell erwartet; gefunden: ein Zeiger von git-lfs: Die Datei selbst wurde nicht heruntergeladen (`git lfs pull` tut das)</translation>
    </message>
    <message>
        <source>expected GGUF; found the older format GGML (magic &quot;lmgg&quot;), which whisper.cpp still uses and this program does not read</source>
        <translation>GGUF erwartet; gefunden: das ältere Format GGML (Kennung &quot;lmgg&quot;), das whisper.cpp noch benutzt und dieses Programm nicht liest</translation>
    </message>
    <message>
        <source>expected GGUF; found the older format GGMF (magic &quot;fmgg&quot;); llama.cpp&apos;s converters make GGUF of it</source>
        <translation>GGUF erwartet; gefunden: das ältere Format GGMF (Kennung &quot;fmgg&quot;); die Umwandler von llama.cpp machen GGUF daraus</translation>
    </message>
    <message>
        <source>expected GGUF; found the older format GGJT (magic &quot;tjgg&quot;); llama.cpp&apos;s converters make GGUF of it</source>
        <translation>GGUF erwartet; gefunden: das ältere Format GGJT (Kennung &quot;tjgg&quot;); die Umwandler von llama.cpp machen GGUF daraus</translation>
    </message>
    <message>
        <source>expected GGUF; found a LoRA adapter of the older format GGLA</source>
        <translation>GGUF erwartet; gefunden: ein LoRA-Adapter des älteren Formats GGLA</translation>
    </message>
    <message>
        <source>expected GGUF; found its magic byte-swapped, which no version has</source>
        <translation>GGUF erwartet; gefunden: seine Kennung mit vertauschten Bytes, die keine Version hat</translation>
    </message>
    <message>
        <source>expected ONNX; found ONNX Runtime&apos;s own format (.ort), which this program does not read</source>
        <translation>ONNX erwartet; gefunden: das eigene Format von ONNX Runtime (.ort), das dieses Programm nicht liest</translation>
    </message>
    <message>
        <source>expected a model; found a web page, as a download without access gives</source>
        <translation>ein Modell erwartet; gefunden: eine Webseite, wie ein Download ohne Zugang sie liefert</translation>
    </message>
    <message>
        <source>expected a model; found a file packed with gzip: unpack it first</source>
        <translation>ein Modell erwartet; gefunden: eine mit gzip gepackte Datei: Entpacken Sie sie zuerst</translation>
    </message>
    <message>
        <source>expected a model; found the text of a symbolic link, which leads to {0}</source>
        <translation>ein Modell erwartet; gefunden: der Text eines symbolischen Verweises, der zu {0} führt</translation>
    </message>
    <message>
        <source>expected ONNX in its binary form; found protobuf&apos;s text form (`protoc --encode` makes the binary of it)</source>
        <translation>ONNX in seiner binären Form erwartet; gefunden: die Textform von protobuf (`protoc --encode` macht die binäre daraus)</translation>
    </message>
    <message>
        <source>the file is incomplete: expected {0} bytes of tensors; found {1}</source>
        <translation>die Datei ist unvollständig: {0} Bytes von Tensoren erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>one array of NumPy</source>
        <translation>ein Array von NumPy</translation>
    </message>
    <message>
        <source>expected an array of numbers; found one of Python objects</source>
        <translation>ein Array von Zahlen erwartet; gefunden: eines von Python-Objekten</translation>
    </message>
    <message>
        <source>expected the type of an array, such as &lt;f4; found {0}</source>
        <translation>der Typ eines Arrays erwartet, etwa &lt;f4; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected version 1, 2 or 3 of .npy; found {0}</source>
        <translation>Version 1, 2 oder 3 von .npy erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a header of at most {0} bytes; found {1}</source>
        <translation>ein Kopf von höchstens {0} Bytes erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected the magic &quot;\x93NUMPY&quot;; found another</source>
        <translation>die Kennung &quot;\x93NUMPY&quot; erwartet; gefunden: eine andere</translation>
    </message>
    <message>
        <source>expected {0} bytes of the array; found {1}</source>
        <translation>{0} Bytes des Arrays erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>arrays of NumPy in a zip archive</source>
        <translation>Arrays von NumPy in einem Zip-Archiv</translation>
    </message>
    <message>
        <source>the graph is not sound: {0}</source>
        <translation>der Graph ist nicht in Ordnung: {0}</translation>
    </message>
    <message>
        <source>{0} tensors lie in files beside this one; their sizes are those of their shapes, the files are not opened</source>
        <translation>{0} Tensoren liegen in Dateien neben dieser; ihre Größen sind die ihrer Formen, die Dateien werden nicht geöffnet</translation>
    </message>
    <message>
        <source>{0} tensors have a shape and no data; they are counted by their shapes</source>
        <translation>{0} Tensoren haben eine Form und keine Daten; sie werden nach ihren Formen gezählt</translation>
    </message>
    <message>
        <source>these sizes of inputs are left open by the file: {0}</source>
        <translation>diese Größen von Eingaben lässt die Datei offen: {0}</translation>
    </message>
    <message>
        <source>a graph of operators with its weights, which are skipped</source>
        <translation>ein Graph von Operatoren mit seinen Gewichten, die übersprungen werden</translation>
    </message>
    <message>
        <source>expected a graph of ONNX; found none</source>
        <translation>ein Graph von ONNX erwartet; gefunden: keiner</translation>
    </message>
    <message>
        <source>expected the opset of {0} from 1 to {1}; found {2}</source>
        <translation>das Opset von {0} von 1 bis {1} erwartet; gefunden: {2}</translation>
    </message>
    <message>
        <source>expected graphs at most {0} deep; found more</source>
        <translation>Graphen von höchstens {0} Ebenen erwartet; gefunden: mehr</translation>
    </message>
    <message>
        <source>expected at most {0} tensors; found more</source>
        <translation>höchstens {0} Tensoren erwartet; gefunden: mehr</translation>
    </message>
    <message>
        <source>tensor {0}: expected a data type from 1 to 26; found none</source>
        <translation>Tensor {0}: ein Datentyp von 1 bis 26 erwartet; gefunden: keiner</translation>
    </message>
    <message>
        <source>tensor {0}: expected sizes from 0; found {1}</source>
        <translation>Tensor {0}: Größen ab 0 erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>tensor {0}: expected a data type from 1 to 26; found {1}</source>
        <translation>Tensor {0}: ein Datentyp von 1 bis 26 erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>tensor {0}: expected {1} bytes of data, as its shape says; found {2}</source>
        <translation>Tensor {0}: {1} Bytes Daten erwartet, wie seine Form es sagt; gefunden: {2}</translation>
    </message>
    <message>
        <source>tensor {0}: expected a whole number below 2^63 as {1}; found {2}</source>
        <translation>Tensor {0}: eine ganze Zahl unter 2^63 als {1} erwartet; gefunden: {2}</translation>
    </message>
    <message>
        <source>tensor {0}: expected external data in the file&apos;s folder; found {1}, which is refused</source>
        <translation>Tensor {0}: externe Daten im Ordner der Datei erwartet; gefunden: {1}, was abgelehnt wird</translation>
    </message>
    <message>
        <source>tensor {0}: expected {1} bytes of external data, as its shape says; found a length of {2}</source>
        <translation>Tensor {0}: {1} Bytes externer Daten erwartet, wie seine Form es sagt; gefunden: eine Länge von {2}</translation>
    </message>
    <message>
        <source>expected the values of a sparse tensor; found none</source>
        <translation>die Werte eines dünn besetzten Tensors erwartet; gefunden: keine</translation>
    </message>
    <message>
        <source>expected at most {0} numbers; found more</source>
        <translation>höchstens {0} Zahlen erwartet; gefunden: mehr</translation>
    </message>
    <message>
        <source>how many bits a packed weight has stands in config.json, which is not here: 4 are assumed</source>
        <translation>wie viele Bits ein gepacktes Gewicht hat, steht in config.json, die nicht hier ist: 4 werden angenommen</translation>
    </message>
    <message>
        <source>expected an opcode of pickle that is known; found 0x{0}</source>
        <translation>ein bekannter Opcode von pickle erwartet; gefunden: 0x{0}</translation>
    </message>
    <message>
        <source>expected a pickle of at most {0} values; found more</source>
        <translation>ein Pickle von höchstens {0} Werten erwartet; gefunden: mehr</translation>
    </message>
    <message>
        <source>expected a value on the pickle&apos;s stack; found none</source>
        <translation>ein Wert auf dem Stapel des Pickles erwartet; gefunden: keiner</translation>
    </message>
    <message>
        <source>expected a mark on the pickle&apos;s stack; found none</source>
        <translation>eine Marke auf dem Stapel des Pickles erwartet; gefunden: keine</translation>
    </message>
    <message>
        <source>expected a line of a pickle; found one without an end</source>
        <translation>eine Zeile eines Pickles erwartet; gefunden: eine ohne Ende</translation>
    </message>
    <message>
        <source>expected a whole number in the pickle; found none</source>
        <translation>eine ganze Zahl im Pickle erwartet; gefunden: keine</translation>
    </message>
    <message>
        <source>expected a number of at most 1,024 bytes; found a longer one</source>
        <translation>eine Zahl von höchstens 1.024 Bytes erwartet; gefunden: eine längere</translation>
    </message>
    <message>
        <source>expected a list or a dictionary to add to; found another value</source>
        <translation>eine Liste oder ein Wörterbuch erwartet, dem etwas hinzugefügt wird; gefunden: ein anderer Wert</translation>
    </message>
    <message>
        <source>expected keys with values; found a key without one</source>
        <translation>Schlüssel mit Werten erwartet; gefunden: ein Schlüssel ohne Wert</translation>
    </message>
    <message>
        <source>expected a pickle of protocol 0 to 5; found {0}</source>
        <translation>ein Pickle des Protokolls 0 bis 5 erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a value that was put into the memo; {0} was not</source>
        <translation>ein Wert erwartet, der ins Memo gelegt wurde; {0} wurde es nicht</translation>
    </message>
    <message>
        <source>expected the names of a module and of a thing in it; found other values</source>
        <translation>die Namen eines Moduls und einer Sache darin erwartet; gefunden: andere Werte</translation>
    </message>
    <message>
        <source>expected a class to make an object of; found none</source>
        <translation>eine Klasse erwartet, von der ein Objekt gemacht wird; gefunden: keine</translation>
    </message>
    <message>
        <source>the file holds no tensors</source>
        <translation>die Datei enthält keine Tensoren</translation>
    </message>
    <message>
        <source>expected a zip archive with data.pkl, as PyTorch writes it; found {0} other members</source>
        <translation>ein Zip-Archiv mit data.pkl erwartet, wie PyTorch es schreibt; gefunden: {0} andere Mitglieder</translation>
    </message>
    <message>
        <source>expected a zip archive or a pickle, as PyTorch writes them; found a file that starts with {0}</source>
        <translation>ein Zip-Archiv oder ein Pickle erwartet, wie PyTorch sie schreibt; gefunden: eine Datei, die mit {0} beginnt</translation>
    </message>
    <message>
        <source>what torch.save or torch.jit.save wrote; its pickle is read, and nothing of it executed</source>
        <translation>was torch.save oder torch.jit.save schrieb; sein Pickle wird gelesen und nichts davon ausgeführt</translation>
    </message>
    <message>
        <source>expected dtype, shape and data_offsets; found {0}</source>
        <translation>dtype, shape und data_offsets erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected one of {0}; found {1}</source>
        <translation>eines von {0} erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected two offsets, begin and end; found more</source>
        <translation>zwei Versätze erwartet, Anfang und Ende; gefunden: mehr</translation>
    </message>
    <message>
        <source>expected at most 64 dimensions; found more</source>
        <translation>höchstens 64 Dimensionen erwartet; gefunden: mehr</translation>
    </message>
    <message>
        <source>expected an object of tensors; found {0}</source>
        <translation>ein Objekt von Tensoren erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected an object of texts; found {0}</source>
        <translation>ein Objekt von Texten erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a text; found {0}</source>
        <translation>ein Text erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a tensor, an object; found {0}</source>
        <translation>ein Tensor, ein Objekt, erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected the name of a dtype; found {0}</source>
        <translation>der Name eines dtype erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a list of whole numbers from 0; found {0}</source>
        <translation>eine Liste ganzer Zahlen ab 0 erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a list of two offsets; found {0}</source>
        <translation>eine Liste von zwei Versätzen erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected {0}; found none</source>
        <translation>{0} erwartet; gefunden: nichts davon</translation>
    </message>
    <message>
        <source>expected two offsets, begin and end; found {0}</source>
        <translation>zwei Versätze erwartet, Anfang und Ende; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected begin before end; found {0} and {1}</source>
        <translation>den Anfang vor dem Ende erwartet; gefunden: {0} und {1}</translation>
    </message>
    <message>
        <source>expected whole bytes; found {0} elements of {1} bits</source>
        <translation>ganze Bytes erwartet; gefunden: {0} Elemente von {1} Bits</translation>
    </message>
    <message>
        <source>expected {0} bytes, as dtype and shape say; found {1}</source>
        <translation>{0} Bytes erwartet, wie dtype und shape es sagen; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected each name once; found {0} again</source>
        <translation>jeder Name einmal erwartet; {0} kommt noch einmal vor</translation>
    </message>
    <message>
        <source>expected the tensor at {0}, where the one before ends; found a hole, it begins at {1}</source>
        <translation>der Tensor bei {0} erwartet, wo der davor endet; gefunden: eine Lücke, er beginnt bei {1}</translation>
    </message>
    <message>
        <source>expected the tensor at {0}, where the one before ends; found an overlap, it begins at {1}</source>
        <translation>der Tensor bei {0} erwartet, wo der davor endet; gefunden: eine Überschneidung, er beginnt bei {1}</translation>
    </message>
    <message>
        <source>expected the length of the header in 8 bytes; found a file of {0} bytes</source>
        <translation>die Länge des Kopfes in 8 Bytes erwartet; gefunden: eine Datei von {0} Bytes</translation>
    </message>
    <message>
        <source>expected a header that ends within the file of {0} bytes; found a length of {1}</source>
        <translation>ein Kopf erwartet, der in der Datei von {0} Bytes endet; gefunden: eine Länge von {1}</translation>
    </message>
    <message>
        <source>expected a header of at least {0} bytes; found {1}</source>
        <translation>ein Kopf von mindestens {0} Bytes erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected the end of the file after {0} bytes of tensors; found {1} more</source>
        <translation>das Ende der Datei nach {0} Bytes von Tensoren erwartet; gefunden: {1} mehr</translation>
    </message>
    <message>
        <source>tensors of a model, as Hugging Face stores them</source>
        <translation>Tensoren eines Modells, wie Hugging Face sie speichert</translation>
    </message>
    <message>
        <source>expected an object with &quot;weight_map&quot;; found {0}</source>
        <translation>ein Objekt mit &quot;weight_map&quot; erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected an object of tensors and their files; found {0}</source>
        <translation>ein Objekt von Tensoren und ihren Dateien erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected the name of a file; found {0}</source>
        <translation>der Name einer Datei erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected at most {0} files; found more</source>
        <translation>höchstens {0} Dateien erwartet; gefunden: mehr</translation>
    </message>
    <message>
        <source>{0} tensors are not in the file that the index names; the first is {1}, not in {2}</source>
        <translation>{0} Tensoren sind nicht in der Datei, die der Index nennt; der erste ist {1}, nicht in {2}</translation>
    </message>
    <message>
        <source>the files hold {0} tensors that the index does not list</source>
        <translation>die Dateien enthalten {0} Tensoren, die der Index nicht nennt</translation>
    </message>
    <message>
        <source>{0} of {1} files are not here ({2}): shapes and dtypes of their tensors are not known</source>
        <translation>{0} von {1} Dateien sind nicht hier ({2}): Formen und dtypes ihrer Tensoren sind nicht bekannt</translation>
    </message>
    <message>
        <source>the size is not known: the index says {0}</source>
        <translation>die Größe ist nicht bekannt: Der Index sagt {0}</translation>
    </message>
    <message>
        <source>the index says {0} bytes; the files hold {1}</source>
        <translation>der Index sagt {0} Bytes; die Dateien enthalten {1}</translation>
    </message>
    <message>
        <source>expected a whole number; found {0}</source>
        <translation>eine ganze Zahl erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected an index of at most {0} bytes; found {1}</source>
        <translation>ein Index von höchstens {0} Bytes erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected an object with &quot;weight_map&quot;; found none</source>
        <translation>ein Objekt mit &quot;weight_map&quot; erwartet; gefunden: keines</translation>
    </message>
    <message>
        <source>the count of parameters is what the index says; some writers count tied weights twice</source>
        <translation>die Zahl der Parameter ist die, die der Index nennt; manche Schreiber zählen geteilte Gewichte doppelt</translation>
    </message>
    <message>
        <source>the number of parameters is not known: an index lists names without shapes</source>
        <translation>die Zahl der Parameter ist nicht bekannt: Ein Index nennt Namen ohne Formen</translation>
    </message>
    <message>
        <source>which of several safetensors or PyTorch files holds which tensor; the files beside it are read too</source>
        <translation>welche von mehreren safetensors- oder PyTorch-Dateien welchen Tensor enthält; die Dateien daneben werden auch gelesen</translation>
    </message>
    <message>
        <source>a scenario of this program</source>
        <translation>ein Szenario dieses Programms</translation>
    </message>
    <message>
        <source>expected a place within the file of {0} bytes; found {1}</source>
        <translation>eine Stelle in der Datei von {0} Bytes erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected the fields of a table within the file; found them before it</source>
        <translation>die Felder einer Tabelle in der Datei erwartet; gefunden: davor</translation>
    </message>
    <message>
        <source>expected at most {0} elements; found {1}</source>
        <translation>höchstens {0} Elemente erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>tensor {0}: expected a type of tensors; found {1}</source>
        <translation>Tensor {0}: ein Typ von Tensoren erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected a graph of TensorFlow Lite; found none</source>
        <translation>ein Graph von TensorFlow Lite erwartet; gefunden: keiner</translation>
    </message>
    <message>
        <source>a model of TensorFlow Lite: its tensors with data</source>
        <translation>ein Modell von TensorFlow Lite: seine Tensoren mit Daten</translation>
    </message>
    <message>
        <source>a checkpoint of a training: {0} tensors with {1} bytes are an optimizer&apos;s state, and no parameters</source>
        <translation>ein Zwischenstand eines Trainings: {0} Tensoren mit {1} Bytes sind der Zustand eines Optimierers und keine Parameter</translation>
    </message>
    <message>
        <source>{0} tensors share their storage with another and are counted once</source>
        <translation>{0} Tensoren teilen ihren Speicher mit einem anderen und werden einmal gezählt</translation>
    </message>
    <message>
        <source>the pickle names {0}: do not load this file with Python&apos;s pickle. Nothing was executed here</source>
        <translation>das Pickle nennt {0}: Laden Sie diese Datei nicht mit Pythons pickle. Hier wurde nichts ausgeführt</translation>
    </message>
    <message>
        <source>expected at most {0} levels of containers; found more</source>
        <translation>höchstens {0} Ebenen von Behältern erwartet; gefunden: mehr</translation>
    </message>
    <message>
        <source>expected sizes that are whole numbers from 0; found another value</source>
        <translation>Größen erwartet, die ganze Zahlen ab 0 sind; gefunden: ein anderer Wert</translation>
    </message>
    <message>
        <source>expected a stride for each of {0} sizes; found {1}</source>
        <translation>eine Schrittweite für jede von {0} Größen erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected a tensor within its storage of {0} elements; found element {1}</source>
        <translation>ein Tensor in seinem Speicher von {0} Elementen erwartet; gefunden: Element {1}</translation>
    </message>
    <message>
        <source>expected a field number from 1; found {0}</source>
        <translation>eine Feldnummer ab 1 erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected wire type 0, 1, 2 or 5; found {0}</source>
        <translation>Wire-Typ 0, 1, 2 oder 5 erwartet; gefunden: {0}</translation>
    </message>
    <message>
        <source>expected bytes in field {0}; found a number</source>
        <translation>Bytes in Feld {0} erwartet; gefunden: eine Zahl</translation>
    </message>
    <message>
        <source>expected a field of at most {0} bytes; found {1}</source>
        <translation>ein Feld von höchstens {0} Bytes erwartet; gefunden: {1}</translation>
    </message>
    <message>
        <source>expected a number of at most 10 bytes; found a longer one</source>
        <translation>eine Zahl von höchstens 10 Bytes erwartet; gefunden: eine längere</translation>
    </message>
    <message>
        <source>expected the list of members at the end of the archive; found none: the file is incomplete</source>
        <translation>die Liste der Mitglieder am Ende des Archivs erwartet; gefunden: keine: Die Datei ist unvollständig</translation>
    </message>
    <message>
        <source>expected an entry in the archive&apos;s list; member {0} has none that can be read</source>
        <translation>ein Eintrag in der Liste des Archivs erwartet; Mitglied {0} hat keinen, der gelesen werden kann</translation>
    </message>
    <message>
        <source>expected at most {0} members of the archive; found more</source>
        <translation>höchstens {0} Mitglieder des Archivs erwartet; gefunden: mehr</translation>
    </message>
    <message>
        <source>this member of the archive cannot be unpacked</source>
        <translation>dieses Mitglied des Archivs kann nicht entpackt werden</translation>
    </message>
    <message>
        <source>this member of the archive is damaged: its checksum is wrong</source>
        <translation>dieses Mitglied des Archivs ist beschädigt: Seine Prüfsumme ist falsch</translation>
    </message>
    <message>
        <source>this member of the archive ends too early</source>
        <translation>dieses Mitglied des Archivs endet zu früh</translation>
    </message>
    <message>
        <source>audio_config is there: its encoder is not counted</source>
        <translation>audio_config ist da: Sein Encoder wird nicht gezählt</translation>
    </message>
    <message>
        <source>expected at most {0} layers, found {1}</source>
        <translation>höchstens {0} Schichten erwartet, gefunden: {1}</translation>
    </message>
    <message>
        <source>expected a model that is known, found {0}</source>
        <translation>ein bekanntes Modell erwartet, gefunden: {0}</translation>
    </message>
    <message>
        <source>expected a list of whole numbers, found {0}</source>
        <translation>eine Liste ganzer Zahlen erwartet, gefunden: {0}</translation>
    </message>
    <message>
        <source>vision_config is absent: only the language model is counted</source>
        <translation>vision_config fehlt: Nur das Sprachmodell wird gezählt</translation>
    </message>
    <message>
        <source>num_heads is absent: expand × hidden_size / head_dim, {0}, is assumed</source>
        <translation>num_heads fehlt: expand × hidden_size / head_dim, {0}, wird angenommen</translation>
    </message>
    <message>
        <source>expected M, *, - or E for each layer, found {0}</source>
        <translation>M, *, - oder E für jede Schicht erwartet, gefunden: {0}</translation>
    </message>
    <message>
        <source>expected JSON; found a zero byte</source>
        <translation>JSON erwartet; gefunden: ein Nullbyte</translation>
    </message>
    <message>
        <source>expected text in UTF-8; found another encoding</source>
        <translation>Text in UTF-8 erwartet; gefunden: eine andere Kodierung</translation>
    </message>
    <message>
        <source>Peak of each phase</source>
        <translation>Höchststand jeder Phase</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>Rückwärts</translation>
    </message>
    <message>
        <source>Optimizer step</source>
        <translation>Optimiererschritt</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Largest tensors there</source>
        <translation>Größte Tensoren dort</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>expected a whole number of bytes in a memory snapshot</source>
        <translation>erwartet wird eine ganze Zahl von Byte in einem Speicherabbild</translation>
    </message>
    <message>
        <source>the bytes of a snapshot are more than 2^64 - 1</source>
        <translation>die Byte eines Speicherabbilds sind mehr als 2^64 - 1</translation>
    </message>
    <message>
        <source>expected a memory snapshot of PyTorch, with its list of segments; found another pickle</source>
        <translation>erwartet wird ein Speicherabbild von PyTorch mit seiner Liste von Segmenten; gefunden wurde ein anderes Pickle</translation>
    </message>
    <message>
        <source>{0} is more than 2^64 - 1 bytes</source>
        <translation>{0} sind mehr als 2^64 - 1 Byte</translation>
    </message>
    <message>
        <source>expected no more bytes allocated than reserved, found {0} and {1}</source>
        <translation>belegt sein dürfen höchstens so viele Byte wie reserviert; gefunden wurden {0} und {1}</translation>
    </message>
    <message>
        <source>expected no more bytes reserved than used, found {0} and {1}</source>
        <translation>reserviert sein dürfen höchstens so viele Byte wie benutzt; gefunden wurden {0} und {1}</translation>
    </message>
    <message>
        <source>expected no more bytes used than the device has, found {0} and {1}</source>
        <translation>benutzt sein dürfen höchstens so viele Byte, wie das Gerät hat; gefunden wurden {0} und {1}</translation>
    </message>
    <message>
        <source>expected a text of at most {0} bytes, found {1}</source>
        <translation>erwartet wird ein Text von höchstens {0} Byte, gefunden wurden {1}</translation>
    </message>
    <message>
        <source>expected an out-of-memory message of PyTorch, a line of nvidia-smi, or sizes with their unit such as &quot;allocated 13.2 GiB, reserved 14 GiB, used 15 GiB&quot;; found {0}</source>
        <translation>erwartet wird eine Meldung von PyTorch, dass der Speicher zu Ende ist, eine Zeile von nvidia-smi oder Größen mit ihrer Einheit wie „allocated 13.2 GiB, reserved 14 GiB, used 15 GiB“; gefunden wurde {0}</translation>
    </message>
    <message>
        <source>; what the driver reports. {0} of it are tensors at the peak, in the {1} phase at {2}: the components below are not all alive then</source>
        <translation>; was der Treiber meldet. {0} davon sind Tensoren beim Höchststand, in der Phase {1} bei {2}: Die Komponenten unten leben dann nicht alle</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>From tensors to the device</source>
        <translation>Von den Tensoren zum Gerät</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>Mindestens</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Tensors at the peak</source>
        <translation>Tensoren beim Höchststand</translation>
    </message>
    <message>
        <source>= allocated</source>
        <translation>= belegt</translation>
    </message>
    <message>
        <source>= reserved</source>
        <translation>= reserviert</translation>
    </message>
    <message>
        <source>= used</source>
        <translation>= benutzt</translation>
    </message>
    <message>
        <source>the file does not say how many parameters the model has and what they take</source>
        <translation>die Datei sagt nicht, wie viele Parameter das Modell hat und was sie brauchen</translation>
    </message>
    <message>
        <source>which layers attend to {0} tokens alone is not said: the KV cache is that of full attention in all</source>
        <translation>welche Schichten nur auf {0} Token achten, ist nicht gesagt: Der KV-Cache ist der von voller Attention in allen</translation>
    </message>
    <message>
        <source>expected a GGUF file with tensors and the number of its layers: of those llama-quantize makes others</source>
        <translation>erwartet ist eine GGUF-Datei mit Tensoren und der Zahl ihrer Schichten: Aus solchen macht llama-quantize andere</translation>
    </message>
    <message>
        <source>types and bytes are those of a {0} that llama-quantize would make of this file, without an importance matrix</source>
        <translation>Typen und Bytes sind die eines {0}, das llama-quantize aus dieser Datei machen würde, ohne Wichtigkeitsmatrix</translation>
    </message>
    <message>
        <source>the count of parameters follows from config.json: an index lists names without shapes</source>
        <translation>die Zahl der Parameter folgt aus config.json: Ein Index nennt Namen ohne Formen</translation>
    </message>
</context>
<context>
    <name>formula</name>
    <message>
        <source>parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>trainable parameters</source>
        <translation>trainierbare Parameter</translation>
    </message>
    <message>
        <source>bytes per parameter</source>
        <translation>Bytes pro Parameter</translation>
    </message>
    <message>
        <source>bytes per master weight</source>
        <translation>Bytes pro Master-Gewicht</translation>
    </message>
    <message>
        <source>states per parameter</source>
        <translation>Zustände pro Parameter</translation>
    </message>
    <message>
        <source>bytes per state</source>
        <translation>Bytes pro Zustand</translation>
    </message>
    <message>
        <source>bytes of scale per block</source>
        <translation>Skalierungsbytes pro Block</translation>
    </message>
    <message>
        <source>blocks per state</source>
        <translation>Blöcke pro Zustand</translation>
    </message>
    <message>
        <source>bytes per gradient</source>
        <translation>Bytes pro Gradient</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>sequence length</source>
        <translation>Sequenzlänge</translation>
    </message>
    <message>
        <source>context length</source>
        <translation>Kontextlänge</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>hidden size</source>
        <translation>Hidden-Size</translation>
    </message>
    <message>
        <source>activation factor</source>
        <translation>Aktivierungsfaktor</translation>
    </message>
    <message>
        <source>activations per token</source>
        <translation>Aktivierungen pro Token</translation>
    </message>
    <message>
        <source>activations per token and layer</source>
        <translation>Aktivierungen pro Token und Schicht</translation>
    </message>
    <message>
        <source>bytes per activation</source>
        <translation>Bytes pro Aktivierung</translation>
    </message>
    <message>
        <source>measured activations</source>
        <translation>gemessene Aktivierungen</translation>
    </message>
    <message>
        <source>keys and values</source>
        <translation>Keys und Values</translation>
    </message>
    <message>
        <source>KV heads / heads</source>
        <translation>KV-Heads / Heads</translation>
    </message>
    <message>
        <source>bytes per cached value</source>
        <translation>Bytes pro Cache-Wert</translation>
    </message>
    <message>
        <source>one of all layers</source>
        <translation>eine aller Schichten</translation>
    </message>
    <message>
        <source>frozen parameters</source>
        <translation>eingefrorene Parameter</translation>
    </message>
    <message>
        <source>bytes of all tensors in the file</source>
        <translation>Bytes aller Tensoren der Datei</translation>
    </message>
    <message>
        <source>cells of the cache</source>
        <translation>Zellen des Caches</translation>
    </message>
    <message>
        <source>cells of a sliding window</source>
        <translation>Zellen eines gleitenden Fensters</translation>
    </message>
    <message>
        <source>bytes of a cell in one layer</source>
        <translation>Bytes einer Zelle in einer Schicht</translation>
    </message>
    <message>
        <source>bytes of recurrent state</source>
        <translation>Bytes des rekurrenten Zustands</translation>
    </message>
    <message>
        <source>cached values per token</source>
        <translation>Werte im Cache je Token</translation>
    </message>
</context>
<context>
    <name>headroom::app</name>
    <message>
        <source>there is no option “%1”; --help lists them</source>
        <translation>es gibt keine Option „%1“; --help listet die Optionen auf</translation>
    </message>
    <message>
        <source>there is no option “%1”; did you mean “%2”?</source>
        <translation>es gibt keine Option „%1“; meinten Sie „%2“?</translation>
    </message>
    <message>
        <source>the option %1 takes no value</source>
        <translation>die Option %1 nimmt keinen Wert</translation>
    </message>
    <message>
        <source>the option %1 needs %2</source>
        <translation>für die Option %1 fehlt: %2</translation>
    </message>
    <message>
        <source>%1: expected %2; found “%3”</source>
        <translation>%1: erwartet: %2; gefunden: „%3“</translation>
    </message>
    <message>
        <source>Usage: headroom-desktop [options] [file]...

Opens the window of Headroom: how much memory a neural network takes to train,
fine-tune or serve, and where it goes. The file is a scenario (*.headroom.json),
or a model: config.json, safetensors, GGUF, ONNX, PyTorch, or a folder of them.

  --no-session         start with Example 1, and leave no trace of this session
  --reset-settings     forget the window&apos;s settings first; presets stay
  --language CODE      show the window in that language (en, de)
  --theme light|dark   colours of its own in place of the desktop&apos;s
  --size WxH           the window&apos;s size
  --tab NAME           the tab that is shown first: breakdown, timeline, layers, file,
                       fit, advice, what-if, compare, measured, guide; network of an own network
  --dialog NAME        the dialog that is open over it: models, devices, presets, about
  --zoom PERCENT       the size of the text
  --screenshot FILE    draw the window into a PNG file without a display, and exit
  -h, --help           show this text and exit
  -v, --version        show the version and exit

Example: headroom-desktop --screenshot bert.png --size 1280x800 --theme dark bert.headroom.json
QT_SCALE_FACTOR=2 draws at twice the resolution. The command line is headroom.
</source>
        <translation>Aufruf: headroom-desktop [Optionen] [Datei]...

Öffnet das Fenster von Headroom: wie viel Speicher ein neuronales Netz für Training,
Feinabstimmung oder Betrieb braucht und wofür. Die Datei ist ein Szenario (*.headroom.json)
oder ein Modell: config.json, safetensors, GGUF, ONNX, PyTorch oder ein Ordner davon.

  --no-session         mit Beispiel 1 beginnen und keine Spur der Sitzung hinterlassen
  --reset-settings     zuerst die Fenstereinstellungen vergessen; Vorlagen bleiben
  --language CODE      das Fenster in dieser Sprache zeigen (en, de)
  --theme light|dark   eigene Farben statt der Farben des Desktops
  --size BxH           die Größe des Fensters
  --tab NAME           der zuerst gezeigte Reiter: breakdown, timeline, layers, file,
                       fit, advice, what-if, compare, measured, guide; network bei einem eigenen Netz
  --dialog NAME        der darüber geöffnete Dialog: models, devices, presets, about
  --zoom PROZENT       die Größe des Textes
  --screenshot DATEI   das Fenster ohne Bildschirm in eine PNG-Datei zeichnen und beenden
  -h, --help           diesen Text zeigen und beenden
  -v, --version        die Version zeigen und beenden

Beispiel: headroom-desktop --screenshot bert.png --size 1280x800 --theme dark bert.headroom.json
QT_SCALE_FACTOR=2 zeichnet mit doppelter Auflösung. Die Befehlszeile ist headroom.
</translation>
    </message>
</context>
<context>
    <name>headroom::app::AdviceModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>It fits, %1 left. No change that is known saves more.</source>
        <translation>Es passt, %1 bleiben frei. Keine bekannte Änderung spart mehr.</translation>
    </message>
    <message>
        <source>It fits, %1 left. These changes would save more.</source>
        <translation>Es passt, %1 bleiben frei. Diese Änderungen würden mehr sparen.</translation>
    </message>
    <message>
        <source>It does not fit, %1 over, and no change that is known saves memory.</source>
        <translation>Es passt nicht, %1 zu viel, und keine bekannte Änderung spart Speicher.</translation>
    </message>
    <message>
        <source>It does not fit, %1 over. Nothing fits: the nearest is %2 over.</source>
        <translation>Es passt nicht, %1 zu viel. Nichts passt: das Nächste liegt %2 darüber.</translation>
    </message>
    <message>
        <source>It does not fit, %1 over. These changes make it fit, the cheapest first.</source>
        <translation>Es passt nicht, %1 zu viel. Mit diesen Änderungen passt es, die billigste zuerst.</translation>
    </message>
    <message>
        <source>✓ fits</source>
        <translation>✓ passt</translation>
    </message>
    <message>
        <source>✗ %1 over</source>
        <translation>✗ %1 zu viel</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Saves</source>
        <translation>Spart</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Braucht</translation>
    </message>
    <message>
        <source>It costs</source>
        <translation>Das kostet</translation>
    </message>
</context>
<context>
    <name>headroom::app::AliveModel</name>
    <message>
        <source>%1 each, %2 as allocated</source>
        <translation>je %1, belegt %2</translation>
    </message>
    <message>
        <source>%1 as allocated</source>
        <translation>belegt %1</translation>
    </message>
    <message>
        <source>several</source>
        <translation>mehrere</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Erzeugt von</translation>
    </message>
</context>
<context>
    <name>headroom::app::BreakdownModel</name>
    <message>
        <source>not counted</source>
        <translation>nicht gezählt</translation>
    </message>
    <message>
        <source>not known from what is given</source>
        <translation>aus den Angaben nicht bekannt</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>Your values</source>
        <translation>Ihre Werte</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Assumption</source>
        <translation>Annahme</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Leitfaden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>Size (MiB)</source>
        <translation>Größe (MiB)</translation>
    </message>
    <message>
        <source>Size (MB)</source>
        <translation>Größe (MB)</translation>
    </message>
    <message>
        <source>Percentage</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Berechnung</translation>
    </message>
    <message>
        <source>Alive at the peak</source>
        <translation>Am Höchststand belegt</translation>
    </message>
    <message>
        <source>1 tensor</source>
        <translation>1 Tensor</translation>
    </message>
    <message>
        <source>%1 tensors</source>
        <translation>%1 Tensoren</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Höchststand</translation>
    </message>
    <message>
        <source>what must fit</source>
        <translation>was passen muss</translation>
    </message>
    <message>
        <source>Over the whole step, never all alive together</source>
        <translation>Über den ganzen Schritt, nie alles zugleich belegt</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>The sum adds terms that are at their fullest at different times; the peak is one moment.</source>
        <translation>Die Summe zählt Terme zusammen, die zu verschiedenen Zeiten am größten sind; der Höchststand ist ein Augenblick.</translation>
    </message>
    <message>
        <source>What the sum counts and is not alive at the peak: %1.</source>
        <translation>Was die Summe zählt und am Höchststand nicht belegt ist: %1.</translation>
    </message>
    <message>
        <source>What is alive at the peak beyond the sum: %1.</source>
        <translation>Was am Höchststand über die Summe hinaus belegt ist: %1.</translation>
    </message>
    <message>
        <source>The allocator&apos;s blocks of 512 bytes add %1.</source>
        <translation>Die Blöcke des Allokators von 512 Bytes fügen %1 hinzu.</translation>
    </message>
    <message>
        <source>%1 tensors, each %2</source>
        <translation>%1 Tensoren, je %2</translation>
    </message>
    <message>
        <source>%1 smaller tensors (see the timeline)</source>
        <translation>%1 kleinere Tensoren (siehe Zeitverlauf)</translation>
    </message>
    <message>
        <source>Allocated</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>torch.cuda.max_memory_allocated</source>
        <translation>torch.cuda.max_memory_allocated</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Reserviert</translation>
    </message>
    <message>
        <source>torch.cuda.max_memory_reserved</source>
        <translation>torch.cuda.max_memory_reserved</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Benutzt</translation>
    </message>
</context>
<context>
    <name>headroom::app::CompareModel</name>
    <message>
        <source>No field differs</source>
        <translation>Kein Feld ist verschieden</translation>
    </message>
    <message>
        <source>Fields that differ</source>
        <translation>Verschiedene Felder</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>Passt</translation>
    </message>
</context>
<context>
    <name>headroom::app::Comparison</name>
    <message>
        <source>Current scenario</source>
        <translation>Jetziges Szenario</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>headroom::app::DeviceListModel</name>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>As sold</source>
        <translation>Verkauft mit</translation>
    </message>
    <message>
        <source>Usable</source>
        <translation>Nutzbar</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
</context>
<context>
    <name>headroom::app::FileTensorsModel</name>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>scalar</source>
        <translation>Skalar</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 Parameter</translation>
    </message>
    <message>
        <source>(of no module)</source>
        <translation>(keines Moduls)</translation>
    </message>
    <message>
        <source>1 tensor</source>
        <translation>1 Tensor</translation>
    </message>
    <message>
        <source>%1 tensors</source>
        <translation>%1 Tensoren</translation>
    </message>
    <message>
        <source>several</source>
        <translation>mehrere</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>Elemente</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>headroom::app::FitModel</name>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>✓ fits</source>
        <translation>✓ passt</translation>
    </message>
    <message>
        <source>✗ does not fit</source>
        <translation>✗ passt nicht</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2, %3 as sold</source>
        <translation>%1, %2, verkauft mit %3</translation>
    </message>
    <message>
        <source>The largest batch size that fits, all else as it is</source>
        <translation>Der größte Batch, der passt, wenn alles andere bleibt</translation>
    </message>
    <message>
        <source>The longest context that fits, all else as it is</source>
        <translation>Der längste Kontext, der passt, wenn alles andere bleibt</translation>
    </message>
    <message>
        <source>The longest sequence that fits, all else as it is</source>
        <translation>Die längste Sequenz, die passt, wenn alles andere bleibt</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>Passt</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Braucht</translation>
    </message>
    <message>
        <source>of</source>
        <translation>von</translation>
    </message>
    <message>
        <source>Headroom</source>
        <translation>Spielraum</translation>
    </message>
    <message>
        <source>Largest batch</source>
        <translation>Größter Batch</translation>
    </message>
    <message>
        <source>Longest context</source>
        <translation>Längster Kontext</translation>
    </message>
    <message>
        <source>Longest sequence</source>
        <translation>Längste Sequenz</translation>
    </message>
</context>
<context>
    <name>headroom::app::Guide</name>
    <message>
        <source>en</source>
        <extracomment>The language of the guide: &quot;de&quot; where resources/guide/de has chapters in this language.</extracomment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>headroom::app::MeasuredModel</name>
    <message>
        <source>Figure</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Estimated</source>
        <translation>Geschätzt</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
</context>
<context>
    <name>headroom::app::ModelListModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
</context>
<context>
    <name>headroom::app::ModulesModel</name>
    <message>
        <source>The model itself</source>
        <translation>Das Modell selbst</translation>
    </message>
    <message>
        <source>Whole model</source>
        <translation>Ganzes Modell</translation>
    </message>
    <message>
        <source>After the backward pass</source>
        <translation>Nach dem Rückwärtsdurchlauf</translation>
    </message>
    <message>
        <source>With master weights, where there are</source>
        <translation>Mit Master-Gewichten, wo es sie gibt</translation>
    </message>
    <message>
        <source>What the module made and backward needs, after the forward pass</source>
        <translation>Was das Modul erzeugt hat und der Rückwärtsdurchlauf braucht, nach dem Vorwärtsdurchlauf</translation>
    </message>
    <message>
        <source>The most that the module&apos;s own tensors take at one time. Modules peak at different moments, so this column does not add up.</source>
        <translation>Das meiste, was die eigenen Tensoren des Moduls zugleich belegen. Module haben ihren Höchststand zu verschiedenen Zeiten; diese Spalte summiert sich deshalb nicht.</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>Modul</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <source>Optimizer state</source>
        <translation>Optimiererzustand</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>Own peak</source>
        <translation>Eigener Höchststand</translation>
    </message>
    <message>
        <source>Parameters that get a gradient: what adapters and frozen parts leave</source>
        <translation>Parameter, die einen Gradienten bekommen: was Adapter und eingefrorene Teile übrig lassen</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation>Trainierbar</translation>
    </message>
</context>
<context>
    <name>headroom::app::NetworkModel</name>
    <message>
        <source>no %1</source>
        <translation>ohne %1</translation>
    </message>
    <message>
        <source>(no type)</source>
        <translation>(ohne Typ)</translation>
    </message>
    <message>
        <source>⚠ %1</source>
        <translation>⚠ %1</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Gives</source>
        <translation>Gibt</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
</context>
<context>
    <name>headroom::app::Session</name>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
</context>
<context>
    <name>headroom::app::SessionStore</name>
    <message>
        <source>Edits of the Last Session</source>
        <translation>Änderungen der letzten Sitzung</translation>
    </message>
</context>
<context>
    <name>headroom::gui::AboutDialog</name>
    <message>
        <source>About Headroom</source>
        <translation>Über Headroom</translation>
    </message>
    <message>
        <source>How much memory a neural network takes to train, fine-tune or serve, where it goes, and on which devices it fits.

Headroom is free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>Wie viel Speicher ein neuronales Netz für Training, Feinabstimmung oder Betrieb braucht, wofür, und auf welche Geräte es passt.

Headroom ist freie Software unter der GNU General Public License, Version 3 oder neuer. Es wird ohne jede Gewährleistung bereitgestellt.</translation>
    </message>
    <message>
        <source>For a &amp;bug report:</source>
        <translation>Für einen &amp;Fehlerbericht:</translation>
    </message>
    <message>
        <source>What to say in a bug report</source>
        <translation>Was in einen Fehlerbericht gehört</translation>
    </message>
    <message>
        <source>&amp;Copy Debug Info</source>
        <translation>Debug-Infos &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the lines above</source>
        <translation>Die Zeilen oben kopieren</translation>
    </message>
    <message>
        <source>Headroom %1</source>
        <translation>Headroom %1</translation>
    </message>
</context>
<context>
    <name>headroom::gui::AdapterRows</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message numerus="yes">
        <source>%n names…</source>
        <translation>
            <numerusform>%n Name …</numerusform>
            <numerusform>%n Namen …</numerusform>
        </translation>
    </message>
    <message>
        <source>all linear layers…</source>
        <translation>alle linearen Schichten …</translation>
    </message>
    <message>
        <source>attention…</source>
        <translation>Attention …</translation>
    </message>
    <message>
        <source>all linear layers</source>
        <translation>alle linearen Schichten</translation>
    </message>
    <message>
        <source>%1 of %2 parameters train (%3 %)</source>
        <translation>%1 von %2 Parametern trainieren (%3 %)</translation>
    </message>
</context>
<context>
    <name>headroom::gui::AdviceTab</name>
    <message>
        <source>Advice needs a device to fit</source>
        <translation>Rat braucht ein Gerät, in das es passen soll</translation>
    </message>
    <message>
        <source>Choose a device, or enter its memory in the form. Each change is then estimated: what it saves, whether the scenario then fits, and what it costs.</source>
        <translation>Wählen Sie ein Gerät, oder geben Sie dessen Speicher im Formular ein. Jede Änderung wird dann berechnet: was sie spart, ob das Szenario dann passt und was sie kostet.</translation>
    </message>
    <message>
        <source>Choose a Device…</source>
        <translation>Gerät wählen …</translation>
    </message>
    <message>
        <source>Changes that take less memory</source>
        <translation>Änderungen, die weniger Speicher brauchen</translation>
    </message>
    <message>
        <source>Double-click or press Enter to apply a change</source>
        <translation>Doppelklick oder Eingabetaste wendet eine Änderung an</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Change the scenario so, as one step that can be undone</source>
        <translation>Das Szenario so ändern, als ein Schritt, der rückgängig gemacht werden kann</translation>
    </message>
    <message>
        <source>Estimating what each change would save…</source>
        <translation>Es wird berechnet, was jede Änderung sparen würde …</translation>
    </message>
    <message>
        <source>It costs: %1.</source>
        <translation>Das kostet: %1.</translation>
    </message>
    <message>
        <source>Apply Advice</source>
        <translation>Rat anwenden</translation>
    </message>
    <message>
        <source>Applied: %1</source>
        <translation>Angewendet: %1</translation>
    </message>
</context>
<context>
    <name>headroom::gui::BarLegend</name>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
</context>
<context>
    <name>headroom::gui::BeforeAfter</name>
    <message>
        <source>Memory now</source>
        <translation>Speicher jetzt</translation>
    </message>
    <message>
        <source>Memory after the change</source>
        <translation>Speicher nach der Änderung</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>then</source>
        <translation>danach</translation>
    </message>
</context>
<context>
    <name>headroom::gui::BreakdownChart</name>
    <message>
        <source>Nothing to show: all components are 0.</source>
        <translation>Nichts anzuzeigen: Alle Komponenten sind 0.</translation>
    </message>
    <message>
        <source>Chart of memory by component</source>
        <translation>Diagramm des Speichers nach Komponenten</translation>
    </message>
    <message>
        <source>%1: %2, %3 of the total (%4)</source>
        <translation>%1: %2, %3 der Summe (%4)</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Höchststand</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Benutzt</translation>
    </message>
</context>
<context>
    <name>headroom::gui::BreakdownTab</name>
    <message>
        <source>Pie chart</source>
        <translation>Kreisdiagramm</translation>
    </message>
    <message>
        <source>Bar chart</source>
        <translation>Balkendiagramm</translation>
    </message>
    <message>
        <source>Open in the &amp;Guide</source>
        <translation>Im &amp;Leitfaden öffnen</translation>
    </message>
    <message>
        <source>&amp;Fold</source>
        <translation>&amp;Zuklappen</translation>
    </message>
    <message>
        <source>&amp;Unfold</source>
        <translation>&amp;Aufklappen</translation>
    </message>
    <message>
        <source>Unfold &amp;All</source>
        <translation>Alle a&amp;ufklappen</translation>
    </message>
    <message>
        <source>Fold A&amp;ll</source>
        <translation>All&amp;e zuklappen</translation>
    </message>
</context>
<context>
    <name>headroom::gui::BytesEdit</name>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
</context>
<context>
    <name>headroom::gui::ChartActions</name>
    <message>
        <source>&amp;Copy Chart as Picture</source>
        <translation>Diagramm als Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>Export Chart as &amp;PNG…</source>
        <translation>Diagramm als &amp;PNG exportieren…</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>Export Chart as &amp;SVG…</source>
        <translation>Diagramm als &amp;SVG exportieren…</translation>
    </message>
    <message>
        <source>SVG drawings (*.svg)</source>
        <translation>SVG-Zeichnungen (*.svg)</translation>
    </message>
    <message>
        <source>Export Chart as P&amp;DF…</source>
        <translation>Diagramm als P&amp;DF exportieren…</translation>
    </message>
    <message>
        <source>PDF documents (*.pdf)</source>
        <translation>PDF-Dokumente (*.pdf)</translation>
    </message>
    <message>
        <source>P&amp;ie Chart</source>
        <translation>Kre&amp;isdiagramm</translation>
    </message>
    <message>
        <source>&amp;Bar Chart</source>
        <translation>&amp;Balkendiagramm</translation>
    </message>
    <message>
        <source>Chart copied</source>
        <translation>Diagramm kopiert</translation>
    </message>
    <message>
        <source>The clipboard refused the chart</source>
        <translation>Die Zwischenablage hat das Diagramm nicht angenommen</translation>
    </message>
    <message>
        <source>Export Chart</source>
        <translation>Diagramm exportieren</translation>
    </message>
    <message>
        <source>“%1” was not written: %2</source>
        <translation>„%1“ wurde nicht geschrieben: %2</translation>
    </message>
    <message>
        <source>Chart written to “%1”</source>
        <translation>Diagramm in „%1“ geschrieben</translation>
    </message>
</context>
<context>
    <name>headroom::gui::CompareTab</name>
    <message>
        <source>The scenario is kept; change it to compare</source>
        <translation>Das Szenario ist vorgemerkt; ändern Sie es, um zu vergleichen</translation>
    </message>
    <message>
        <source>The scenario cannot be estimated as it is</source>
        <translation>Das Szenario kann so nicht berechnet werden</translation>
    </message>
    <message>
        <source>That scenario is kept already</source>
        <translation>Dieses Szenario ist schon vorgemerkt</translation>
    </message>
    <message>
        <source>Nothing to compare with yet</source>
        <translation>Noch nichts zum Vergleichen</translation>
    </message>
    <message>
        <source>Keep the scenario as it is now, then change it: both stand here side by side, with the fields that differ and where the bytes go. Up to three are kept.</source>
        <translation>Merken Sie das Szenario vor, wie es jetzt ist, und ändern Sie es dann: Beide stehen hier nebeneinander, mit den verschiedenen Feldern und dem Verbleib der Bytes. Bis zu drei werden vorgemerkt.</translation>
    </message>
    <message>
        <source>Keep This Scenario</source>
        <translation>Dieses Szenario vormerken</translation>
    </message>
    <message>
        <source>Scenarios side by side</source>
        <translation>Szenarien nebeneinander</translation>
    </message>
    <message>
        <source>Memory of %1</source>
        <translation>Speicher von %1</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Vormerken</translation>
    </message>
    <message>
        <source>Keep the current scenario to compare with</source>
        <translation>Das jetzige Szenario zum Vergleich vormerken</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Make %1 the current scenario</source>
        <translation>%1 zum jetzigen Szenario machen</translation>
    </message>
    <message>
        <source>Take %1</source>
        <translation>%1 übernehmen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove %1 from the comparison</source>
        <translation>%1 aus dem Vergleich entfernen</translation>
    </message>
</context>
<context>
    <name>headroom::gui::ConfigEditor</name>
    <message>
        <source>Model from a config.json</source>
        <translation>Modell aus einer config.json</translation>
    </message>
    <message>
        <source>&amp;Paste the config.json of a Hugging Face model here:</source>
        <translation>Die config.json eines Hugging-Face-Modells hier ein&amp;fügen:</translation>
    </message>
    <message>
        <source>config.json</source>
        <translation>config.json</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>&amp;Open File…</source>
        <translation>Datei ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open config.json</source>
        <translation>config.json öffnen</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The file is too large for a config.json.</source>
        <translation>Die Datei ist zu groß für eine config.json.</translation>
    </message>
    <message>
        <source>Or open a file.</source>
        <translation>Oder eine Datei öffnen.</translation>
    </message>
    <message>
        <source>This is no config.json: it has no model_type.</source>
        <translation>Das ist keine config.json: Sie hat keinen model_type.</translation>
    </message>
    <message>
        <source>model_type: %1</source>
        <translation>model_type: %1</translation>
    </message>
</context>
<context>
    <name>headroom::gui::DeviceButton</name>
    <message>
        <source>No device</source>
        <translation>Kein Gerät</translation>
    </message>
    <message>
        <source>Device: %1</source>
        <translation>Gerät: %1</translation>
    </message>
    <message>
        <source>Device: %1. Click to choose another</source>
        <translation>Gerät: %1. Klicken, um ein anderes zu wählen</translation>
    </message>
</context>
<context>
    <name>headroom::gui::DevicePopup</name>
    <message>
        <source>No device has all these words.</source>
        <translation>Kein Gerät hat alle diese Wörter.</translation>
    </message>
    <message>
        <source>Search by name, vendor or memory: “4090”, “amd”, “24 GB”</source>
        <translation>Suche nach Name, Hersteller oder Speicher: „4090“, „amd“, „24 GB“</translation>
    </message>
    <message>
        <source>Search the devices</source>
        <translation>Geräte suchen</translation>
    </message>
    <message>
        <source>No Device</source>
        <translation>Kein Gerät</translation>
    </message>
    <message>
        <source>Own Memory…</source>
        <translation>Eigener Speicher …</translation>
    </message>
    <message>
        <source>Enter the memory of your device in the form</source>
        <translation>Den Speicher Ihres Geräts im Formular eingeben</translation>
    </message>
    <message>
        <source>Devices to choose from</source>
        <translation>Geräte zur Auswahl</translation>
    </message>
</context>
<context>
    <name>headroom::gui::DonutChart</name>
    <message>
        <source>total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>at the peak</source>
        <translation>am Höchststand</translation>
    </message>
    <message>
        <source>used</source>
        <translation>benutzt</translation>
    </message>
</context>
<context>
    <name>headroom::gui::FieldRow</name>
    <message>
        <source>%1, in %2</source>
        <comment>a field and its unit</comment>
        <translation>%1, in %2</translation>
    </message>
    <message>
        <source>Reset to Default</source>
        <translation>Auf Standardwert zurücksetzen</translation>
    </message>
    <message>
        <source>Reset to Default (%1)</source>
        <translation>Auf Standardwert zurücksetzen (%1)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a field, and what its button does</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>headroom::gui::FileActions</name>
    <message>
        <source>Scenarios (*.headroom.json)</source>
        <translation>Szenarien (*.headroom.json)</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Line %L1, %2: %3</source>
        <translation>Zeile %L1, %2: %3</translation>
    </message>
    <message>
        <source>Line %L1: %2</source>
        <translation>Zeile %L1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>“%1” was not opened.</source>
        <translation>„%1“ wurde nicht geöffnet.</translation>
    </message>
    <message numerus="yes">
        <source>Opened “%1”, the first of %n files</source>
        <translation>
            <numerusform>„%1“ geöffnet, die erste von %n Datei</numerusform>
            <numerusform>„%1“ geöffnet, die erste von %n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Only files of this computer can be opened</source>
        <translation>Nur Dateien dieses Computers können geöffnet werden</translation>
    </message>
    <message>
        <source>Save Scenario</source>
        <translation>Szenario speichern</translation>
    </message>
    <message>
        <source>“%1” was changed by another program since it was opened. Replace it with what is shown here?</source>
        <translation>„%1“ wurde seit dem Öffnen von einem anderen Programm geändert. Durch das hier Gezeigte ersetzen?</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>Save Scenario As</source>
        <translation>Szenario speichern unter</translation>
    </message>
    <message>
        <source>“%1” exists already. Replace it?</source>
        <translation>„%1“ ist bereits vorhanden. Ersetzen?</translation>
    </message>
    <message>
        <source>“%1” was not saved; what was there before is still there.</source>
        <translation>„%1“ wurde nicht gespeichert; der vorherige Inhalt ist noch vorhanden.</translation>
    </message>
    <message>
        <source>Saved; fields that are marked as wrong were saved as they last were right</source>
        <translation>Gespeichert; als falsch markierte Felder wurden mit ihrem letzten richtigen Wert gespeichert</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>This scenario</source>
        <translation>Dieses Szenario</translation>
    </message>
    <message>
        <source>Unsaved Changes</source>
        <translation>Nicht gespeicherte Änderungen</translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation>%1 enthält Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>“%1” cannot be read again; the scenario stays as it was.</source>
        <translation>„%1“ kann nicht erneut gelesen werden; das Szenario bleibt, wie es war.</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Reloaded %1</source>
        <translation>%1 neu geladen</translation>
    </message>
    <message>
        <source>“%1” was changed by another program.</source>
        <translation>„%1“ wurde von einem anderen Programm geändert.</translation>
    </message>
    <message>
        <source>“%1” was changed by another program, and cannot be read as it is now. %2</source>
        <translation>„%1“ wurde von einem anderen Programm geändert und kann im jetzigen Zustand nicht gelesen werden. %2</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>&amp;Neu laden</translation>
    </message>
    <message>
        <source>&amp;Keep Mine</source>
        <translation>&amp;Meine Fassung behalten</translation>
    </message>
    <message>
        <source>“%1” was deleted or moved. The scenario is only in this window now.</source>
        <translation>„%1“ wurde gelöscht oder verschoben. Das Szenario ist nur noch in diesem Fenster vorhanden.</translation>
    </message>
    <message>
        <source>&amp;Save Again</source>
        <translation>&amp;Erneut speichern</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>“%1” was made by a newer version of Headroom. It is open for reading: what this version does not know may be missing from the estimate, and the file is not written over.</source>
        <translation>„%1“ wurde mit einer neueren Version von Headroom erstellt. Die Datei ist zum Lesen geöffnet: Was diese Version nicht kennt, fehlt möglicherweise in der Schätzung, und die Datei wird nicht überschrieben.</translation>
    </message>
    <message>
        <source>Save a &amp;Copy…</source>
        <translation>&amp;Kopie speichern…</translation>
    </message>
    <message>
        <source>Scenarios and models (%1)</source>
        <translation>Szenarien und Modelle (%1)</translation>
    </message>
    <message>
        <source>Open Scenario or Model</source>
        <translation>Szenario oder Modell öffnen</translation>
    </message>
    <message>
        <source>Open Model Folder</source>
        <translation>Modellordner öffnen</translation>
    </message>
    <message>
        <source>“%1” cannot be read as a model; the scenario stays as it was.</source>
        <translation>„%1“ ist nicht als Modell zu lesen; das Szenario bleibt, wie es war.</translation>
    </message>
    <message>
        <source>“%1” can be looked at, but not estimated; the scenario stays as it was.</source>
        <translation>„%1“ lässt sich ansehen, aber nicht schätzen; das Szenario bleibt, wie es war.</translation>
    </message>
    <message>
        <source>Read %1 again</source>
        <translation>%1 neu gelesen</translation>
    </message>
</context>
<context>
    <name>headroom::gui::FileDrop</name>
    <message>
        <source>Drop a scenario or a model file here to open it</source>
        <translation>Ein Szenario oder eine Modelldatei hier ablegen, um sie zu öffnen</translation>
    </message>
</context>
<context>
    <name>headroom::gui::FileTab</name>
    <message>
        <source>No model file is open</source>
        <translation>Keine Modelldatei ist offen</translation>
    </message>
    <message>
        <source>Open a model file or its folder, or drop it on the window: config.json, safetensors, GGUF, ONNX, PyTorch and others. Only its header is read; nothing of it is run.</source>
        <translation>Öffnen Sie eine Modelldatei oder ihren Ordner, oder legen Sie sie auf dem Fenster ab: config.json, safetensors, GGUF, ONNX, PyTorch und andere. Nur ihr Kopf wird gelesen, nichts von ihr ausgeführt.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Read Again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Read the file anew: another program may have changed it</source>
        <translation>Die Datei neu lesen: Ein anderes Programm hat sie vielleicht geändert</translation>
    </message>
    <message>
        <source>Bytes by type</source>
        <translation>Bytes nach Typ</translation>
    </message>
    <message>
        <source>Share of each type in the file&apos;s bytes</source>
        <translation>Anteil jedes Typs an den Bytes der Datei</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter the tensors of the file</source>
        <translation>Die Tensoren der Datei filtern</translation>
    </message>
    <message>
        <source>Tensors whose name or type has each of these words</source>
        <translation>Tensoren, deren Name oder Typ jedes dieser Wörter hat</translation>
    </message>
    <message>
        <source>Group by module</source>
        <translation>Nach Modul gruppieren</translation>
    </message>
    <message>
        <source>Tensors of the file</source>
        <translation>Tensoren der Datei</translation>
    </message>
    <message>
        <source>&amp;Copy Rows</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>%1 tensors</source>
        <translation>%1 Tensoren</translation>
    </message>
    <message>
        <source>%1 of %2 tensors</source>
        <translation>%1 von %2 Tensoren</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n rows copied</source>
        <translation>
            <numerusform>%n Zeile kopiert</numerusform>
            <numerusform>%n Zeilen kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>The clipboard refused the rows</source>
        <translation>Die Zwischenablage hat die Zeilen abgelehnt</translation>
    </message>
</context>
<context>
    <name>headroom::gui::FitMap</name>
    <message>
        <source>What fits, by batch size and length</source>
        <translation>Was passt, nach Batchgröße und Länge</translation>
    </message>
    <message>
        <source>Batch %1, length %2</source>
        <translation>Batch %1, Länge %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: cannot be estimated</source>
        <translation>%1: kann nicht berechnet werden</translation>
    </message>
    <message>
        <source>%1: not known yet</source>
        <translation>%1: noch nicht bekannt</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
</context>
<context>
    <name>headroom::gui::FitTab</name>
    <message>
        <source>Filter by name, vendor or memory: “nvidia 24gb”</source>
        <translation>Filter nach Name, Hersteller oder Speicher: „nvidia 24gb“</translation>
    </message>
    <message>
        <source>Filter the devices</source>
        <translation>Geräte filtern</translation>
    </message>
    <message>
        <source>Only where it fits</source>
        <translation>Nur wo es passt</translation>
    </message>
    <message>
        <source>Devices, and whether the scenario fits</source>
        <translation>Geräte, und ob das Szenario passt</translation>
    </message>
    <message>
        <source>Double-click or press Enter to take the device</source>
        <translation>Doppelklick oder Eingabetaste übernimmt das Gerät</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Wird berechnet …</translation>
    </message>
    <message>
        <source>fits %1 of %2</source>
        <translation>passt auf %1 von %2</translation>
    </message>
</context>
<context>
    <name>headroom::gui::FormPanel</name>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>Arbeitslast</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Memory savers</source>
        <translation>Speichersparmaßnahmen</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>All fields back to their defaults, as one step that can be undone.</source>
        <translation>Alle Felder zurück auf ihre Standardwerte, als ein Schritt, der rückgängig gemacht werden kann.</translation>
    </message>
    <message>
        <source>Reset all fields</source>
        <translation>Alle Felder zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Takes over what is half-typed and goes to the results (Return). The results follow each edit as it is.</source>
        <translation>Übernimmt halb Eingegebenes und geht zu den Ergebnissen (Eingabetaste). Die Ergebnisse folgen ohnehin jeder Änderung.</translation>
    </message>
    <message>
        <source>Calculate memory</source>
        <translation>Speicher berechnen</translation>
    </message>
    <message>
        <source>&amp;Calculate Memory</source>
        <translation>&amp;Speicher berechnen</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>What the size of the activations comes from: a factor and the model&apos;s shape, a number of values for each token, bytes that you measured, or nothing.</source>
        <translation>Woraus sich die Größe der Aktivierungen ergibt: aus einem Faktor und der Form des Modells, einer Anzahl von Werten je Token, von Ihnen gemessenen Bytes oder nichts.</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>Common sizes of device memory</source>
        <translation>Übliche Größen des Gerätespeichers</translation>
    </message>
    <message>
        <source>%L1 GiB</source>
        <translation>%L1 GiB</translation>
    </message>
    <message>
        <source>Did you mean %LM?</source>
        <translation>Meinten Sie %LM?</translation>
    </message>
    <message>
        <source>as the weights</source>
        <translation>wie die Gewichte</translation>
    </message>
    <message>
        <source>as the master weights</source>
        <translation>wie die Master-Gewichte</translation>
    </message>
    <message>
        <source>Change Source of Activations</source>
        <translation>Quelle der Aktivierungen ändern</translation>
    </message>
    <message>
        <source>Reset Activations</source>
        <translation>Aktivierungen zurücksetzen</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>nicht angegeben</translation>
    </message>
</context>
<context>
    <name>headroom::gui::GuideTab</name>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) found</source>
        <translation>
            <numerusform>%n Stelle gefunden</numerusform>
            <numerusform>%n Stellen gefunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::gui::HeadlinePanel</name>
    <message>
        <source>Not up to date: %1</source>
        <translation>Nicht aktuell: %1</translation>
    </message>
    <message>
        <source>Not up to date: %1: %2</source>
        <translation>Nicht aktuell: %1: %2</translation>
    </message>
    <message>
        <source>Does it fit?</source>
        <translation>Passt es?</translation>
    </message>
    <message>
        <source>of %1 device memory</source>
        <translation>von %1 Gerätespeicher</translation>
    </message>
    <message>
        <source>%1 in total, closed form</source>
        <translation>%1 insgesamt, geschlossene Formel</translation>
    </message>
    <message>
        <source>No result yet</source>
        <translation>Noch kein Ergebnis</translation>
    </message>
    <message>
        <source>Choose a preset, or enter the number of parameters.</source>
        <translation>Vorlage auswählen oder Anzahl der Parameter eingeben.</translation>
    </message>
    <message>
        <source>in the phase: %1</source>
        <translation>in der Phase: %1</translation>
    </message>
    <message>
        <source>in the phase: %1, at %2</source>
        <translation>in der Phase: %1, bei %2</translation>
    </message>
    <message>
        <source>peak on the device, %1</source>
        <translation>Höchststand auf dem Gerät, %1</translation>
    </message>
    <message>
        <source>Choose a device to see.</source>
        <translation>Wählen Sie dazu ein Gerät.</translation>
    </message>
    <message>
        <source>of %1: %2</source>
        <translation>von %1: %2</translation>
    </message>
    <message>
        <source>%1; between %2 and %3. %4</source>
        <translation>%1; zwischen %2 und %3. %4</translation>
    </message>
    <message>
        <source>used, %1 reserved</source>
        <translation>benutzt, %1 reserviert</translation>
    </message>
    <message>
        <source>%1 allocated, %2</source>
        <translation>%1 belegt, %2</translation>
    </message>
</context>
<context>
    <name>headroom::gui::LayerForm</name>
    <message>
        <source>as the kernel</source>
        <translation>wie das Fenster</translation>
    </message>
    <message>
        <source>as it comes</source>
        <translation>wie es kommt</translation>
    </message>
    <message>
        <source>such as 3, 32, 32</source>
        <translation>etwa 3, 32, 32</translation>
    </message>
</context>
<context>
    <name>headroom::gui::LayersTab</name>
    <message>
        <source>No layers of a parameter count</source>
        <translation>Eine Parameterzahl hat keine Schichten</translation>
    </message>
    <message>
        <source>What each module takes follows from an architecture. Choose a model of the catalogue, or open its config.json.</source>
        <translation>Was jedes Modul belegt, folgt aus einer Architektur. Wählen Sie ein Modell des Katalogs oder öffnen Sie seine config.json.</translation>
    </message>
    <message>
        <source>Memory by module</source>
        <translation>Speicher nach Modul</translation>
    </message>
    <message>
        <source>&amp;Copy Rows</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>Unfold &amp;All</source>
        <translation>&amp;Alles aufklappen</translation>
    </message>
    <message>
        <source>Fold A&amp;ll</source>
        <translation>A&amp;lles zuklappen</translation>
    </message>
    <message numerus="yes">
        <source>%n rows copied</source>
        <translation>
            <numerusform>%n Zeile kopiert</numerusform>
            <numerusform>%n Zeilen kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>The clipboard refused the rows</source>
        <translation>Die Zwischenablage hat die Zeilen nicht angenommen</translation>
    </message>
    <message>
        <source>Choose a Model…</source>
        <translation>Modell wählen …</translation>
    </message>
</context>
<context>
    <name>headroom::gui::MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Presets</source>
        <translation>&amp;Vorlagen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>E&amp;xtras</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>Start over with Example 1</source>
        <translation>Mit Beispiel 1 neu beginnen</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the scenario to its file</source>
        <translation>Szenario in seiner Datei speichern</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Save the scenario to another file</source>
        <translation>Szenario in einer anderen Datei speichern</translation>
    </message>
    <message>
        <source>&amp;Clear List</source>
        <translation>Liste &amp;leeren</translation>
    </message>
    <message>
        <source>Forget the files opened last</source>
        <translation>Die zuletzt geöffneten Dateien vergessen</translation>
    </message>
    <message>
        <source>Save as Prese&amp;t…</source>
        <translation>Als Vorla&amp;ge speichern…</translation>
    </message>
    <message>
        <source>Keep the scenario among your presets</source>
        <translation>Szenario unter Ihren Vorlagen ablegen</translation>
    </message>
    <message>
        <source>&amp;Manage Presets…</source>
        <translation>Vorlagen ver&amp;walten…</translation>
    </message>
    <message>
        <source>Rename and delete your presets</source>
        <translation>Ihre Vorlagen umbenennen und löschen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>&amp;Reset to Defaults</source>
        <translation>Auf &amp;Standardwerte zurücksetzen</translation>
    </message>
    <message>
        <source>Back to Example 1, as one step that can be undone</source>
        <translation>Zurück zu Beispiel 1, als ein Schritt, der rückgängig gemacht werden kann</translation>
    </message>
    <message>
        <source>&amp;MiB and GiB (1024)</source>
        <translation>&amp;MiB und GiB (1024)</translation>
    </message>
    <message>
        <source>1 MiB is 1,048,576 bytes</source>
        <translation>1 MiB sind 1.048.576 Bytes</translation>
    </message>
    <message>
        <source>M&amp;B and GB (1000)</source>
        <translation>M&amp;B und GB (1000)</translation>
    </message>
    <message>
        <source>1 MB is 1,000,000 bytes</source>
        <translation>1 MB sind 1.000.000 Bytes</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>&amp;Normal Size</source>
        <translation>&amp;Normale Größe</translation>
    </message>
    <message>
        <source>Text as large as the desktop&apos;s</source>
        <translation>Text so groß wie auf dem Desktop</translation>
    </message>
    <message>
        <source>&amp;Full Screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Fill the screen with the window</source>
        <translation>Den Bildschirm mit dem Fenster ausfüllen</translation>
    </message>
    <message>
        <source>&amp;Calculate Memory</source>
        <translation>&amp;Speicher berechnen</translation>
    </message>
    <message>
        <source>Take over what is typed, and go to the results</source>
        <translation>Eingegebenes übernehmen und zu den Ergebnissen gehen</translation>
    </message>
    <message>
        <source>Go to &amp;Problem</source>
        <translation>Zum &amp;Problem gehen</translation>
    </message>
    <message>
        <source>Go to the first field that is wrong</source>
        <translation>Zum ersten fehlerhaften Feld gehen</translation>
    </message>
    <message>
        <source>Go to &amp;Form</source>
        <translation>Zum &amp;Formular gehen</translation>
    </message>
    <message>
        <source>Move the keyboard to the form</source>
        <translation>Tastatureingabe in das Formular setzen</translation>
    </message>
    <message>
        <source>Go to &amp;Results</source>
        <translation>Zu den &amp;Ergebnissen gehen</translation>
    </message>
    <message>
        <source>Move the keyboard to the table of results</source>
        <translation>Tastatureingabe in die Ergebnistabelle setzen</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Leitfaden</translation>
    </message>
    <message>
        <source>What the numbers mean, and what to do about them</source>
        <translation>Was die Zahlen bedeuten und was sich daran ändern lässt</translation>
    </message>
    <message>
        <source>&amp;About Headroom</source>
        <translation>&amp;Über Headroom</translation>
    </message>
    <message>
        <source>The version, and what to say in a bug report</source>
        <translation>Die Version und was in einem Fehlerbericht anzugeben ist</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>Wieder&amp;holen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Copy &amp;As</source>
        <translation>Kopieren a&amp;ls</translation>
    </message>
    <message>
        <source>&amp;Chart</source>
        <translation>Dia&amp;gramm</translation>
    </message>
    <message>
        <source>&amp;Preset</source>
        <translation>&amp;Vorlage</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>%1 (read-only)[*] — Headroom</source>
        <translation>%1 (schreibgeschützt)[*] — Headroom</translation>
    </message>
    <message>
        <source>%1[*] — Headroom</source>
        <translation>%1[*] — Headroom</translation>
    </message>
    <message>
        <source>The scenario of the last session cannot be read; it was set aside. %1</source>
        <translation>Das Szenario der letzten Sitzung kann nicht gelesen werden; es wurde beiseitegelegt. %1</translation>
    </message>
    <message>
        <source>The scenario is as you left it; the file that it came from is not there any more, or cannot be read.</source>
        <translation>Das Szenario ist so, wie Sie es verlassen haben; die Datei, aus der es stammt, ist nicht mehr vorhanden oder kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Choose &amp;Device…</source>
        <translation>&amp;Gerät wählen …</translation>
    </message>
    <message>
        <source>Choose the device that the scenario should fit</source>
        <translation>Das Gerät wählen, in das das Szenario passen soll</translation>
    </message>
    <message>
        <source>&amp;Keep to Compare</source>
        <translation>Zum &amp;Vergleich vormerken</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Keep the scenario as it is now, to compare it with what you change</source>
        <translation>Das Szenario vormerken, wie es jetzt ist, um es mit Änderungen zu vergleichen</translation>
    </message>
    <message>
        <source>Open a scenario or a model file</source>
        <translation>Ein Szenario oder eine Modelldatei öffnen</translation>
    </message>
    <message>
        <source>Open Model &amp;Folder…</source>
        <translation>Modell&amp;ordner öffnen …</translation>
    </message>
    <message>
        <source>Open a folder of model files</source>
        <translation>Einen Ordner mit Modelldateien öffnen</translation>
    </message>
</context>
<context>
    <name>headroom::gui::MeasuredTab</name>
    <message>
        <source>Open a Snapshot…</source>
        <translation>Speicherabbild öffnen …</translation>
    </message>
    <message>
        <source>What was measured</source>
        <translation>Was gemessen wurde</translation>
    </message>
    <message>
        <source>Paste what a run of this scenario took: an out-of-memory message of PyTorch, a line of nvidia-smi, or figures such as: allocated 13.2 GiB, reserved 14 GiB, used 15 GiB</source>
        <translation>Fügen Sie ein, was ein Lauf dieses Szenarios gebraucht hat: eine Meldung von PyTorch, dass der Speicher zu Ende ist, eine Zeile von nvidia-smi oder Werte wie: allocated 13.2 GiB, reserved 14 GiB, used 15 GiB</translation>
    </message>
    <message>
        <source>A memory snapshot of PyTorch (torch.cuda.memory._dump_snapshot); it is read, and nothing of it executed</source>
        <translation>Ein Speicherabbild von PyTorch (torch.cuda.memory._dump_snapshot); es wird gelesen, und nichts davon wird ausgeführt</translation>
    </message>
    <message>
        <source>Estimated and measured</source>
        <translation>Geschätzt und gemessen</translation>
    </message>
    <message>
        <source>Open a Snapshot</source>
        <translation>Speicherabbild öffnen</translation>
    </message>
    <message>
        <source>Memory snapshots (*.pickle *.pkl);;All files (*)</source>
        <translation>Speicherabbilder (*.pickle *.pkl);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Keep the Context of %L1 MiB</source>
        <translation>Kontext von %L1 MiB übernehmen</translation>
    </message>
    <message>
        <source>The scenario has a context of %L1 MiB now</source>
        <translation>Das Szenario hat jetzt einen Kontext von %L1 MiB</translation>
    </message>
</context>
<context>
    <name>headroom::gui::MessageBar</name>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Show &amp;Details</source>
        <translation>Deta&amp;ils anzeigen</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>K&amp;opieren</translation>
    </message>
    <message>
        <source>Copy the message with its details</source>
        <translation>Meldung mit ihren Details kopieren</translation>
    </message>
    <message>
        <source>Hide &amp;Details</source>
        <translation>Deta&amp;ils ausblenden</translation>
    </message>
</context>
<context>
    <name>headroom::gui::ModelChooser</name>
    <message>
        <source>Choose a Model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Search by name, family or size: “llama 70b”</source>
        <translation>Nach Name, Familie oder Größe suchen: „llama 70b“</translation>
    </message>
    <message>
        <source>Search the models</source>
        <translation>Modelle durchsuchen</translation>
    </message>
    <message>
        <source>Models of the catalogue</source>
        <translation>Modelle des Katalogs</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>No model of the catalogue has all these words. A config.json can be pasted or opened instead.</source>
        <translation>Kein Modell des Katalogs hat alle diese Wörter. Stattdessen kann eine config.json eingefügt oder geöffnet werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n Modell</numerusform>
            <numerusform>%n Modelle</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::gui::ModelRows</name>
    <message>
        <source>Model by</source>
        <translation>Modell nach</translation>
    </message>
    <message>
        <source>What the model is known by: your own numbers, for the closed form; or an architecture, of the catalogue or of a config.json, which is run tensor by tensor.</source>
        <translation>Wodurch das Modell bekannt ist: durch eigene Zahlen, für die geschlossene Form; oder durch eine Architektur, aus dem Katalog oder einer config.json, die Tensor für Tensor durchlaufen wird.</translation>
    </message>
    <message>
        <source>its size (closed form)</source>
        <translation>Größe (geschlossene Form)</translation>
    </message>
    <message>
        <source>the catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>a config.json</source>
        <translation>config.json</translation>
    </message>
    <message>
        <source>the scenario&apos;s file</source>
        <translation>Datei des Szenarios</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Choose another model of the catalogue, or edit the config.json.</source>
        <translation>Ein anderes Modell des Katalogs wählen oder die config.json bearbeiten.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>%1 parameters.</source>
        <translation>%1 Parameter.</translation>
    </message>
    <message>
        <source>A change below makes it a config.json of your own.</source>
        <translation>Eine Änderung unten macht daraus eine eigene config.json.</translation>
    </message>
    <message>
        <source>config.json: %1</source>
        <translation>config.json: %1</translation>
    </message>
    <message>
        <source>config.json</source>
        <translation>config.json</translation>
    </message>
    <message>
        <source>A config.json of your own.</source>
        <translation>Eine eigene config.json.</translation>
    </message>
    <message>
        <source>A config.json of your own, made from %1.</source>
        <translation>Eine eigene config.json, gemacht aus %1.</translation>
    </message>
    <message>
        <source>Model by Its Size</source>
        <translation>Modell nach Größe</translation>
    </message>
    <message>
        <source>Choose %1</source>
        <translation>%1 wählen</translation>
    </message>
    <message>
        <source>Change config.json</source>
        <translation>config.json ändern</translation>
    </message>
    <message>
        <source>a model file</source>
        <translation>eine Modelldatei</translation>
    </message>
    <message>
        <source>From the file %1.</source>
        <translation>Aus der Datei %1.</translation>
    </message>
    <message>
        <source>an own network</source>
        <translation>ein eigenes Netz</translation>
    </message>
    <message>
        <source>Edit the Layers…</source>
        <translation>Schichten bearbeiten …</translation>
    </message>
    <message numerus="yes">
        <source>%n layers.</source>
        <translation>
            <numerusform>%n Schicht.</numerusform>
            <numerusform>%n Schichten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Own Network</source>
        <translation>Eigenes Netz</translation>
    </message>
</context>
<context>
    <name>headroom::gui::NetworkTab</name>
    <message>
        <source>Layers of the network</source>
        <translation>Schichten des Netzes</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>A layer behind the selected one</source>
        <translation>Eine Schicht hinter der ausgewählten</translation>
    </message>
    <message>
        <source>Add Inside</source>
        <translation>Innen hinzufügen</translation>
    </message>
    <message>
        <source>A layer at the end of the selected residual</source>
        <translation>Eine Schicht am Ende des ausgewählten Residuums</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>The selected layer once more behind it</source>
        <translation>Die ausgewählte Schicht noch einmal dahinter</translation>
    </message>
    <message>
        <source>Move Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>The selected layer before the one above it</source>
        <translation>Die ausgewählte Schicht vor die darüber</translation>
    </message>
    <message>
        <source>Move Down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>The selected layer behind the one below it</source>
        <translation>Die ausgewählte Schicht hinter die darunter</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The selected layer goes</source>
        <translation>Die ausgewählte Schicht verschwindet</translation>
    </message>
</context>
<context>
    <name>headroom::gui::NotesView</name>
    <message>
        <source>Warnings and assumptions</source>
        <translation>Warnungen und Annahmen</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation>Annahmen</translation>
    </message>
</context>
<context>
    <name>headroom::gui::NumberEdit</name>
    <message>
        <source>= %1</source>
        <comment>what was understood of the typed text</comment>
        <translation>= %1</translation>
    </message>
</context>
<context>
    <name>headroom::gui::PresetActions</name>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>A scenario to start from; undo brings back what was there</source>
        <translation>Ein Szenario als Ausgangspunkt; Rückgängig stellt das vorherige wieder her</translation>
    </message>
    <message>
        <source>Own scenario</source>
        <translation>Eigenes Szenario</translation>
    </message>
    <message>
        <source>%1 (cannot be read)</source>
        <translation>%1 (kann nicht gelesen werden)</translation>
    </message>
    <message>
        <source>%1 (modified)</source>
        <translation>%1 (geändert)</translation>
    </message>
    <message>
        <source>Choose %1</source>
        <translation>%1 auswählen</translation>
    </message>
    <message>
        <source>%1 is in the form; undo brings back what was there</source>
        <translation>%1 steht im Formular; Rückgängig stellt das vorherige Szenario wieder her</translation>
    </message>
    <message>
        <source>Save as Preset</source>
        <translation>Als Vorlage speichern</translation>
    </message>
    <message>
        <source>Name of the preset:</source>
        <translation>Name der Vorlage:</translation>
    </message>
    <message>
        <source>You have a preset “%1” already. Replace it?</source>
        <translation>Sie haben bereits eine Vorlage „%1“. Soll sie ersetzt werden?</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>The preset was not saved. %1</source>
        <translation>Die Vorlage wurde nicht gespeichert. %1</translation>
    </message>
    <message>
        <source>%1 is among your presets</source>
        <translation>%1 ist jetzt unter Ihren Vorlagen</translation>
    </message>
    <message>
        <source>A preset cannot be read. %1</source>
        <translation>Eine Vorlage kann nicht gelesen werden. %1</translation>
    </message>
    <message numerus="yes">
        <source>%n presets cannot be read. The first: %1</source>
        <translation>
            <numerusform>%n Vorlage kann nicht gelesen werden. Die erste: %1</numerusform>
            <numerusform>%n Vorlagen können nicht gelesen werden. Die erste: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Manage Presets…</source>
        <translation>Vorlagen ver&amp;walten…</translation>
    </message>
</context>
<context>
    <name>headroom::gui::PresetManager</name>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>&amp;Your presets</source>
        <translation>&amp;Ihre Vorlagen</translation>
    </message>
    <message>
        <source>Your presets</source>
        <translation>Ihre Vorlagen</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>&amp;Verwenden</translation>
    </message>
    <message>
        <source>Put the preset into the form</source>
        <translation>Vorlage in das Formular übernehmen</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <source>Give the preset another name</source>
        <translation>Der Vorlage einen anderen Namen geben</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Delete the preset&apos;s file; this can be undone while the dialog is open</source>
        <translation>Die Datei der Vorlage löschen; dies kann rückgängig gemacht werden, solange der Dialog geöffnet ist</translation>
    </message>
    <message>
        <source>U&amp;ndo Delete</source>
        <translation>Löschen &amp;rückgängig machen</translation>
    </message>
    <message>
        <source>Bring back the preset that was deleted last</source>
        <translation>Die zuletzt gelöschte Vorlage wiederherstellen</translation>
    </message>
    <message>
        <source>Open &amp;Folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Show the folder that the presets lie in</source>
        <translation>Den Ordner anzeigen, in dem die Vorlagen liegen</translation>
    </message>
    <message>
        <source>There are none yet: File, Save as Preset keeps the present scenario here.</source>
        <translation>Noch keine vorhanden: „Datei“, „Als Vorlage speichern“ legt das aktuelle Szenario hier ab.</translation>
    </message>
    <message>
        <source>%1 cannot be read and is left as it is. %2</source>
        <translation>%1 kann nicht gelesen werden und bleibt unverändert. %2</translation>
    </message>
    <message>
        <source>Rename Preset</source>
        <translation>Vorlage umbenennen</translation>
    </message>
    <message>
        <source>New name of the preset:</source>
        <translation>Neuer Name der Vorlage:</translation>
    </message>
    <message>
        <source>The preset was not renamed. %1</source>
        <translation>Die Vorlage wurde nicht umbenannt. %1</translation>
    </message>
    <message>
        <source>The preset was not deleted. %1</source>
        <translation>Die Vorlage wurde nicht gelöscht. %1</translation>
    </message>
    <message>
        <source>“%1” was deleted. Undo Delete brings it back.</source>
        <translation>„%1“ wurde gelöscht. „Löschen rückgängig machen“ stellt die Vorlage wieder her.</translation>
    </message>
    <message>
        <source>“%1” was not brought back. %2</source>
        <translation>„%1“ wurde nicht wiederhergestellt. %2</translation>
    </message>
</context>
<context>
    <name>headroom::gui::RemarksView</name>
    <message>
        <source>Problems of the file</source>
        <translation>Probleme der Datei</translation>
    </message>
    <message numerus="yes">
        <source>And %n more</source>
        <translation>
            <numerusform>Und %n weiteres</numerusform>
            <numerusform>Und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::gui::ResultsPanel</name>
    <message>
        <source>&amp;Breakdown</source>
        <translation>A&amp;ufschlüsselung</translation>
    </message>
    <message>
        <source>Gu&amp;ide</source>
        <translation>&amp;Leitfaden</translation>
    </message>
    <message>
        <source>&amp;Copy Results</source>
        <translation>Ergebnisse &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the results as text, table and CSV</source>
        <translation>Ergebnisse als Text, Tabelle und CSV kopieren</translation>
    </message>
    <message>
        <source>&amp;Markdown</source>
        <translation>&amp;Markdown</translation>
    </message>
    <message>
        <source>Results copied as Markdown</source>
        <translation>Ergebnisse als Markdown kopiert</translation>
    </message>
    <message>
        <source>&amp;JSON</source>
        <translation>&amp;JSON</translation>
    </message>
    <message>
        <source>Results copied as JSON</source>
        <translation>Ergebnisse als JSON kopiert</translation>
    </message>
    <message>
        <source>&amp;LaTeX</source>
        <translation>&amp;LaTeX</translation>
    </message>
    <message>
        <source>Results copied as LaTeX</source>
        <translation>Ergebnisse als LaTeX kopiert</translation>
    </message>
    <message>
        <source>Results copied</source>
        <translation>Ergebnisse kopiert</translation>
    </message>
    <message>
        <source>The clipboard refused the results</source>
        <translation>Die Zwischenablage hat die Ergebnisse nicht angenommen</translation>
    </message>
    <message>
        <source>Memory by component</source>
        <translation>Speicher nach Komponente</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;Timeline</source>
        <translation>&amp;Zeitverlauf</translation>
    </message>
    <message>
        <source>&amp;Layers</source>
        <translation>&amp;Schichten</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Passt</translation>
    </message>
    <message>
        <source>A&amp;dvice</source>
        <translation>&amp;Rat</translation>
    </message>
    <message>
        <source>&amp;What If</source>
        <translation>&amp;Was wäre wenn</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>Verg&amp;leich</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>&amp;Netz</translation>
    </message>
</context>
<context>
    <name>headroom::gui::StackedBar</name>
    <message>
        <source>Memory by component</source>
        <translation>Speicher nach Komponente</translation>
    </message>
    <message>
        <source>%1: %2, %3 of the total (%4)</source>
        <translation>%1: %2, %3 der Summe (%4)</translation>
    </message>
    <message>
        <source>beyond the device memory</source>
        <translation>über den Gerätespeicher hinaus</translation>
    </message>
    <message>
        <source>Left on the device: %1 (%2)</source>
        <translation>Auf dem Gerät verbleibend: %1 (%2)</translation>
    </message>
</context>
<context>
    <name>headroom::gui::StatusSummary</name>
    <message>
        <source>before the last edit: %1</source>
        <translation>vor der letzten Änderung: %1</translation>
    </message>
    <message>
        <source>%L1 bytes</source>
        <translation>%L1 Bytes</translation>
    </message>
</context>
<context>
    <name>headroom::gui::SweepChart</name>
    <message>
        <source>%1 device memory</source>
        <translation>%1 Gerätespeicher</translation>
    </message>
</context>
<context>
    <name>headroom::gui::SweepPlot</name>
    <message>
        <source>Memory over the values of a field</source>
        <translation>Speicher über den Werten eines Felds</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2: %3</translation>
    </message>
    <message>
        <source>cannot be estimated</source>
        <translation>kann nicht berechnet werden</translation>
    </message>
</context>
<context>
    <name>headroom::gui::TargetsDialog</name>
    <message>
        <source>Modules with an Adapter</source>
        <translation>Module mit Adapter</translation>
    </message>
    <message>
        <source>Which modules</source>
        <translation>Welche Module</translation>
    </message>
    <message>
        <source>all linear layers but the one of the logits</source>
        <translation>alle linearen Schichten außer der der Logits</translation>
    </message>
    <message>
        <source>the projections of the attention</source>
        <translation>die Projektionen der Attention</translation>
    </message>
    <message>
        <source>those that are ticked</source>
        <translation>die angekreuzten</translation>
    </message>
    <message>
        <source>Modules that can have an adapter</source>
        <translation>Module, die einen Adapter haben können</translation>
    </message>
    <message numerus="yes">
        <source>%n modules</source>
        <translation>
            <numerusform>%n Modul</numerusform>
            <numerusform>%n Module</numerusform>
        </translation>
    </message>
    <message>
        <source>The model has no module that can have an adapter, or can&apos;t be run.</source>
        <translation>Das Modell hat kein Modul, das einen Adapter haben kann, oder läuft nicht.</translation>
    </message>
    <message>
        <source>Tick at least one module.</source>
        <translation>Mindestens ein Modul ankreuzen.</translation>
    </message>
</context>
<context>
    <name>headroom::gui::TimelineChart</name>
    <message>
        <source>Memory over the step</source>
        <translation>Speicher über den Schritt</translation>
    </message>
    <message>
        <source>%1: %2 alive; %3</source>
        <translation>%1: %2 belegt; %3</translation>
    </message>
    <message>
        <source>%1 device memory</source>
        <translation>%1 Gerätespeicher</translation>
    </message>
    <message>
        <source>%1 alive</source>
        <translation>%1 belegt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>headroom::gui::TimelineTab</name>
    <message>
        <source>No timeline of a parameter count</source>
        <translation>Eine Parameterzahl hat keinen Zeitverlauf</translation>
    </message>
    <message>
        <source>What is alive when follows from an architecture. Choose a model of the catalogue, or open its config.json.</source>
        <translation>Was wann belegt ist, folgt aus einer Architektur. Wählen Sie ein Modell des Katalogs oder öffnen Sie seine config.json.</translation>
    </message>
    <message>
        <source>Go to Peak</source>
        <translation>Zum Höchststand</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter the tensors</source>
        <translation>Tensoren filtern</translation>
    </message>
    <message>
        <source>Tensors that have this in any column</source>
        <translation>Tensoren, die dies in irgendeiner Spalte haben</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
    </message>
    <message>
        <source>Group the tensors by</source>
        <translation>Tensoren gruppieren nach</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>module</source>
        <translation>Modul</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Tensors alive at that moment</source>
        <translation>Tensoren, die in diesem Augenblick belegt sind</translation>
    </message>
    <message>
        <source>%1 alive at the peak: %2</source>
        <translation>%1 am Höchststand belegt: %2</translation>
    </message>
    <message>
        <source>%1 alive: %2</source>
        <translation>%1 belegt: %2</translation>
    </message>
    <message>
        <source>Choose a Model…</source>
        <translation>Modell wählen …</translation>
    </message>
</context>
<context>
    <name>headroom::gui::TypeChart</name>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1: %2. %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>headroom::gui::ViewActions</name>
    <message>
        <source>Text at %L1 %</source>
        <translation>Text bei %L1 %</translation>
    </message>
</context>
<context>
    <name>headroom::gui::WhatIfTab</name>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>Change Batch and Length</source>
        <translation>Batch und Länge ändern</translation>
    </message>
    <message>
        <source>Memory over</source>
        <translation>Speicher über</translation>
    </message>
    <message>
        <source>What is swept</source>
        <translation>Was durchlaufen wird</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Batch size and length (map)</source>
        <translation>Batchgröße und Länge (Karte)</translation>
    </message>
    <message>
        <source>Click a point to take its value.</source>
        <translation>Ein Klick auf einen Punkt übernimmt seinen Wert.</translation>
    </message>
    <message>
        <source>click a point, or press Enter, to take it</source>
        <translation>Klick oder Eingabetaste übernimmt einen Punkt</translation>
    </message>
    <message>
        <source>choose a device to see what fits</source>
        <translation>wählen Sie ein Gerät, um zu sehen, was passt</translation>
    </message>
    <message>
        <source>working…</source>
        <translation>wird berechnet …</translation>
    </message>
</context>
<context>
    <name>layers</name>
    <message>
        <source>Repeat</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>How often the layer follows itself.</source>
        <translation>Wie oft die Schicht auf sich selbst folgt.</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingänge</translation>
    </message>
    <message>
        <source>Features or channels that it is given. Empty: as they come; the first layer must say it.</source>
        <translation>Merkmale oder Kanäle, die sie bekommt. Leer: wie sie kommen; die erste Schicht muss es sagen.</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Ausgänge</translation>
    </message>
    <message>
        <source>Features or channels that it gives.</source>
        <translation>Merkmale oder Kanäle, die sie gibt.</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Bias</translation>
    </message>
    <message>
        <source>Whether it adds a learned number to each output.</source>
        <translation>Ob sie zu jedem Ausgang eine gelernte Zahl addiert.</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>The sizes of one sample: [784], [length, features] or [channels, height, width].</source>
        <translation>Die Größen eines Beispiels: [784], [Länge, Merkmale] oder [Kanäle, Höhe, Breite].</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Rows and columns of its window.</source>
        <translation>Zeilen und Spalten ihres Fensters.</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Schrittweite</translation>
    </message>
    <message>
        <source>Steps between two windows.</source>
        <translation>Schritte zwischen zwei Fenstern.</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>Zeros added on each side.</source>
        <translation>Nullen, die an jeder Seite hinzukommen.</translation>
    </message>
    <message>
        <source>Dilation</source>
        <translation>Dehnung</translation>
    </message>
    <message>
        <source>Steps between two places of a window.</source>
        <translation>Schritte zwischen zwei Stellen eines Fensters.</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Parts of the channels that do not see each other.</source>
        <translation>Teile der Kanäle, die einander nicht sehen.</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Heads</translation>
    </message>
    <message>
        <source>Parts of the features that attend for themselves.</source>
        <translation>Teile der Merkmale, von denen jeder seine eigene Attention hat.</translation>
    </message>
    <message>
        <source>Its hidden size, of each direction.</source>
        <translation>Ihre verborgene Größe, je Richtung.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Recurrent layers stacked in one call of cuDNN.</source>
        <translation>Rekurrente Schichten, übereinander in einem Aufruf von cuDNN.</translation>
    </message>
    <message>
        <source>Bidirectional</source>
        <translation>Bidirektional</translation>
    </message>
    <message>
        <source>Whether it reads the sequence from both ends.</source>
        <translation>Ob sie die Sequenz von beiden Enden liest.</translation>
    </message>
    <message>
        <source>Gives</source>
        <translation>Gibt</translation>
    </message>
    <message>
        <source>The output of each position, or of the last one alone.</source>
        <translation>Die Ausgabe jeder Position oder nur der letzten.</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>How many tokens it knows.</source>
        <translation>Wie viele Token sie kennt.</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>What it computes of each number.</source>
        <translation>Was sie aus jeder Zahl berechnet.</translation>
    </message>
    <message>
        <source>In place</source>
        <translation>An Ort und Stelle</translation>
    </message>
    <message>
        <source>Whether the result takes the place of what came in (relu and silu, right after linear, conv2d, batch_norm or pool).</source>
        <translation>Ob das Ergebnis an die Stelle der Eingabe tritt (relu und silu, unmittelbar nach linear, conv2d, batch_norm oder pool).</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>The share of numbers that training sets to zero.</source>
        <translation>Der Anteil der Zahlen, die das Training auf null setzt.</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>max and average of windows, adaptive average to a size, or the mean over the positions of a sequence.</source>
        <translation>max und average über Fenster, adaptive: Mittel auf eine Größe, oder mean: das Mittel über die Positionen einer Sequenz.</translation>
    </message>
    <message>
        <source>Steps between two windows. Empty: as large as the window.</source>
        <translation>Schritte zwischen zwei Fenstern. Leer: so groß wie das Fenster.</translation>
    </message>
    <message>
        <source>Rows and columns that an adaptive pool gives.</source>
        <translation>Zeilen und Spalten, die ein adaptives Pooling gibt.</translation>
    </message>
    <message>
        <source>What is added to what came in.</source>
        <translation>Was zu dem addiert wird, was hereinkam.</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Abkürzung</translation>
    </message>
    <message>
        <source>What is done to what came in before it is added. Empty: nothing.</source>
        <translation>Was mit dem geschieht, was hereinkam, bevor es addiert wird. Leer: nichts.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>What the network reads, where the first layer does not settle it. Comes first, or not at all.</source>
        <translation>Was das Netz liest, wo die erste Schicht es nicht festlegt. Steht am Anfang oder gar nicht.</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>torch.nn.Linear, on the last dimension.</source>
        <translation>torch.nn.Linear, auf der letzten Dimension.</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Faltung</translation>
    </message>
    <message>
        <source>torch.nn.Conv2d of images.</source>
        <translation>torch.nn.Conv2d auf Bildern.</translation>
    </message>
    <message>
        <source>Batch norm</source>
        <translation>Batch-Norm</translation>
    </message>
    <message>
        <source>torch.nn.BatchNorm1d of features, BatchNorm2d of images.</source>
        <translation>torch.nn.BatchNorm1d auf Merkmalen, BatchNorm2d auf Bildern.</translation>
    </message>
    <message>
        <source>Layer norm</source>
        <translation>Layer-Norm</translation>
    </message>
    <message>
        <source>torch.nn.LayerNorm over the features.</source>
        <translation>torch.nn.LayerNorm über die Merkmale.</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>torch.nn.MultiheadAttention of a sequence with itself, without a mask.</source>
        <translation>torch.nn.MultiheadAttention einer Sequenz mit sich selbst, ohne Maske.</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>torch.nn.LSTM, run by cuDNN.</source>
        <translation>torch.nn.LSTM, von cuDNN gerechnet.</translation>
    </message>
    <message>
        <source>GRU</source>
        <translation>GRU</translation>
    </message>
    <message>
        <source>torch.nn.GRU, run by cuDNN.</source>
        <translation>torch.nn.GRU, von cuDNN gerechnet.</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Einbettung</translation>
    </message>
    <message>
        <source>torch.nn.Embedding of tokens. It comes first.</source>
        <translation>torch.nn.Embedding von Token. Sie steht am Anfang.</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>A function of each number.</source>
        <translation>Eine Funktion jeder Zahl.</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>torch.nn.Dropout.</source>
        <translation>torch.nn.Dropout.</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>Pooling</translation>
    </message>
    <message>
        <source>Fewer places of an image, or one of a sequence.</source>
        <translation>Weniger Stellen eines Bildes oder eine einer Sequenz.</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Flachlegen</translation>
    </message>
    <message>
        <source>torch.nn.Flatten: all but the batch becomes features.</source>
        <translation>torch.nn.Flatten: alles außer dem Batch wird zu Merkmalen.</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>Residuum</translation>
    </message>
    <message>
        <source>Layers of its own, whose result is added to what came in.</source>
        <translation>Eigene Schichten, deren Ergebnis zu dem addiert wird, was hereinkam.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>there is no tab “%1”; there are: %2</source>
        <translation>es gibt keinen Reiter „%1“; vorhanden sind: %2</translation>
    </message>
    <message>
        <source>there is no dialog “%1”; there are: %2</source>
        <translation>es gibt keinen Dialog „%1“; es gibt: %2</translation>
    </message>
</context>
<context>
    <name>presets</name>
    <message>
        <source>Example 1: BERT-base, AdamW</source>
        <translation>Beispiel 1: BERT-base, AdamW</translation>
    </message>
    <message>
        <source>Example 2: ResNet-50, Adam, fp16</source>
        <translation>Beispiel 2: ResNet-50, Adam, fp16</translation>
    </message>
    <message>
        <source>Example 2, refined: ResNet-50 with measured activations</source>
        <translation>Beispiel 2, verfeinert: ResNet-50 mit gemessenen Aktivierungen</translation>
    </message>
    <message>
        <source>ResNet-50, SGD with momentum, fp32</source>
        <translation>ResNet-50, SGD mit Momentum, fp32</translation>
    </message>
    <message>
        <source>Llama-3.1-8B, fine-tuning, AdamW, bf16</source>
        <translation>Llama-3.1-8B, Feinabstimmung, AdamW, bf16</translation>
    </message>
    <message>
        <source>Llama-3.1-70B, inference, int8</source>
        <translation>Llama-3.1-70B, Inferenz, int8</translation>
    </message>
    <message>
        <source>Mistral-7B, inference, bf16</source>
        <translation>Mistral-7B, Inferenz, bf16</translation>
    </message>
    <message>
        <source>Example 2 on the ledger: ResNet-50 of torchvision</source>
        <translation>Beispiel 2 auf dem Ledger: ResNet-50 von torchvision</translation>
    </message>
    <message>
        <source>Own network: MLP for digits of 28 x 28</source>
        <translation>Eigenes Netz: MLP für Ziffern von 28 x 28</translation>
    </message>
    <message>
        <source>Own network: small CNN for images of 32 x 32</source>
        <translation>Eigenes Netz: kleines CNN für Bilder von 32 x 32</translation>
    </message>
    <message>
        <source>Own network: LSTM that classifies texts</source>
        <translation>Eigenes Netz: LSTM, das Texte klassifiziert</translation>
    </message>
</context>
</TS>
