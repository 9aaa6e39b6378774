using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasStudio.Core.Blocks;

namespace NasStudio.Web.Parts.Compose;

/// <summary>
/// An experiment document while it is written: one JSON text that form and text field both show and change. The text is
/// kept exactly as typed, also while it is no JSON; the form then shows the last version that was.
/// </summary>
public sealed class ExperimentDraft
{
    private const string SpacePath = "searchSpace";
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };
    private readonly IReadOnlyDictionary<string, JsonObject> _spaces;
    private readonly DraftHistory _history = new();

    /// <param name="text">The document to begin with.</param>
    /// <param name="spaces">Known search spaces by name.</param>
    public ExperimentDraft(string text, IReadOnlyDictionary<string, JsonObject> spaces)
    {
        _spaces = spaces;
        Text = text;
        Root = [];
        Parse();
    }

    /// <summary>Raised after every change.</summary>
    public event Action? Changed;

    public string Text { get; private set; }

    /// <summary>The newest version of the text that was a JSON object.</summary>
    public JsonObject Root { get; private set; }

    /// <summary>Whether the text is a JSON object, so that the form may change it.</summary>
    public bool IsReadable { get; private set; }

    public bool CanUndo => _history.CanUndo;

    public bool CanRedo => _history.CanRedo;

    /// <summary>Rises when a change did not come from the field that shows it: what fields remember of their own is then out of date.</summary>
    public int Edition { get; private set; }

    /// <summary>The latest change in words, for those who do not see it; empty before the first.</summary>
    public string Told { get; private set; } = "";

    /// <summary>The space's document, also where the experiment only names it; null where there is none of that name.</summary>
    public JsonObject? Space => Root[SpacePath] switch
    {
        JsonObject own => own,
        JsonValue value when value.GetValueKind() is JsonValueKind.String => _spaces.GetValueOrDefault(value.GetValue<string>()),
        _ => null,
    };

    /// <summary>Whether the experiment carries a space of its own instead of naming one.</summary>
    public bool HasOwnSpace => Root[SpacePath] is JsonObject;

    public JsonNode? this[string path] =>
        path.StartsWith(SpacePath + ".", StringComparison.Ordinal) ? JsonPath.Find(Space, path[(SpacePath.Length + 1)..]) : JsonPath.Find(Root, path);

    public void Set(string path, JsonNode? value) => Change(() => JsonPath.Set(Root, path, value), path);

    /// <summary>As <see cref="Set"/>, while somebody types: all of it is undone at once, up to <see cref="Settle"/>.</summary>
    public void Type(string path, JsonNode? value) => Change(() => JsonPath.Set(Root, path, value), path, typedAt: path);

    /// <summary>The text as it is typed; undone as <see cref="Type"/>.</summary>
    public void ReplaceText(string text) => Replace(text, typedAt: "");

    /// <summary>Another document in place of this one.</summary>
    public void Load(string text, string told)
    {
        Replace(text, typedAt: null);
        Told = told;
    }

    /// <summary>A pause in typing: what follows is undone for itself.</summary>
    public void Settle() => _history.Settle();

    public void Undo() => GoTo(_history.Undo(Text), "Undone.");

    public void Redo() => GoTo(_history.Redo(Text), "Done again.");

    public int Stages => (this["searchSpace.stages"] as JsonArray)?.Count ?? 0;

    /// <summary>Adds a stage of this block kind after the others, in the likeness of the last one of that kind.</summary>
    public void AddStage(string block)
    {
        ChangeStages(stages => stages.Add(Named(stages, NewStage(stages, block))));
        Told = $"Stage {NameOf(Stages - 1)} added, number {Stages}.";
    }

    public void DuplicateStage(int index)
    {
        ChangeStages(stages => stages.Insert(index + 1, Named(stages, stages[index]!.DeepClone())));
        Told = $"Stage {NameOf(index)} duplicated as {NameOf(index + 1)}.";
    }

    public void RemoveStage(int index)
    {
        var name = NameOf(index);
        ChangeStages(stages => stages.RemoveAt(index));
        Told = $"Stage {name} removed; {Stages} are left. Undo brings it back.";
    }

    /// <summary>Another block kind; fields that it does not know go.</summary>
    public void SetBlock(int index, string block) => ChangeStages(stages =>
    {
        if (stages[index] is JsonObject stage)
        {
            var known = BlockKinds.Find(block)?.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal) ?? [];
            foreach (var field in BlockKinds.Find(JsonToken.Show(stage["block"]))?.Fields.Where(field => !known.Contains(field.Name)) ?? [])
            {
                stage.Remove(field.Name);
            }

            stage["block"] = block;
        }
    });

    /// <param name="to">The place it shall have; one that there is not changes nothing.</param>
    public void MoveStage(int from, int to)
    {
        if (from == to || from < 0 || to < 0 || from >= Stages || to >= Stages)
        {
            return;
        }

        ChangeStages(stages =>
        {
            var stage = stages[from];
            stages.RemoveAt(from);
            stages.Insert(to, stage);
        });
        Told = $"Stage {NameOf(to)} is now number {to + 1} of {Stages}.";
    }

    /// <summary>A stage as it is called; its number where it has no name.</summary>
    public string NameOf(int stage) => JsonToken.Show(this[$"searchSpace.stages[{stage}].name"]) is { Length: > 0 } name ? name : $"{stage + 1}";

    /// <summary>Whether the space repeats a cell in place of stages.</summary>
    public bool HasCell => this["searchSpace.cell"] is JsonObject;

    public int Stacks => (this["searchSpace.cell.stacks"] as JsonArray)?.Count ?? 0;

    public void AddStack() => ChangeArray("searchSpace.cell.stacks", stacks => stacks.Add(
        stacks.Count > 0 ? stacks[^1]!.DeepClone() : new JsonObject { ["width"] = 16, ["depth"] = new JsonArray(1) }));

    public void RemoveStack(int index) => ChangeArray("searchSpace.cell.stacks", stacks => stacks.RemoveAt(index));

    /// <summary>Whether the space is composed of nodes in place of stages.</summary>
    public bool HasBody => this["searchSpace.body"] is not null;

    /// <summary>Makes a named space the experiment's own, under another name, so that its document stands in the text.</summary>
    public void OwnSpace() => Change(static () => { }, SpacePath + ".");

    private void ChangeStages(Action<JsonArray> change) => ChangeArray("searchSpace.stages", change);

    private void ChangeArray(string path, Action<JsonArray> change) => Change(
        () =>
        {
            if (this[path] is not JsonArray)
            {
                JsonPath.Set(Root, path, new JsonArray());
            }

            change(this[path]!.AsArray());
            Edition++;
        },
        path);

    private void Change(Action change, string path, string? typedAt = null)
    {
        if (!IsReadable)
        {
            return;
        }

        _history.Keep(Text, typedAt);
        if (path.StartsWith(SpacePath + ".", StringComparison.Ordinal) && !HasOwnSpace)
        {
            TakeOwnSpace();
        }

        change();
        Text = JsonLayout.Write(Root);
        Changed?.Invoke();
    }

    /// <summary>Editing a named space makes it the experiment's own, under another name.</summary>
    private void TakeOwnSpace()
    {
        var own = Space?.DeepClone().AsObject() ?? [];
        if (own["name"] is { } name)
        {
            own["name"] = $"{JsonToken.Show(name)}-edited";
        }

        Root[SpacePath] = own;
    }

    private void GoTo(string? text, string told)
    {
        if (text is not null)
        {
            Told = told;
            Take(text);
        }
    }

    private void Replace(string text, string? typedAt)
    {
        _history.Keep(Text, typedAt);
        Take(text);
    }

    private void Take(string text)
    {
        Text = text;
        Edition++;
        Parse();
        Changed?.Invoke();
    }

    private void Parse()
    {
        try
        {
            IsReadable = JsonNode.Parse(Text, documentOptions: Lenient) is JsonObject root && Take(root);
        }
        catch (JsonException)
        {
            IsReadable = false;
        }
    }

    private bool Take(JsonObject root)
    {
        Root = root;
        return true;
    }

    private static JsonNode NewStage(JsonArray stages, string block) =>
        stages.LastOrDefault(stage => JsonToken.Show((stage as JsonObject)?["block"]) == block)?.DeepClone()
        ?? new JsonObject { ["name"] = block == "transformer" ? "vit" : "conv", ["block"] = block, ["depth"] = new JsonArray(1), ["width"] = new JsonArray(16, 32) };

    /// <summary>The stage under the next free name: "conv1" gives "conv2".</summary>
    private static JsonNode Named(JsonArray stages, JsonNode stage)
    {
        var taken = stages.Select(other => JsonToken.Show((other as JsonObject)?["name"])).ToHashSet(StringComparer.Ordinal);
        var stem = JsonToken.Show(stage["name"]).TrimEnd([.. "0123456789"]);
        var number = 1;
        while (taken.Contains($"{stem}{number.ToString(CultureInfo.InvariantCulture)}"))
        {
            number++;
        }

        stage["name"] = $"{stem}{number.ToString(CultureInfo.InvariantCulture)}";
        return stage;
    }
}
