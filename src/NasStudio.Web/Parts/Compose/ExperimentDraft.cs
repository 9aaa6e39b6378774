using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasStudio.Web.Parts.Compose;

/// <summary>
/// An experiment document while it is written: one JSON text that form and text field both show and change. The text is
/// kept exactly as typed, also while it is no JSON; the form then shows the last version that was.
/// </summary>
public sealed class ExperimentDraft
{
    private const string SpacePath = "searchSpace";
    private const int Remembered = 200;
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };
    private readonly IReadOnlyDictionary<string, JsonObject> _spaces;
    private readonly Stack<string> _past = new();

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

    public bool CanUndo => _past.Count > 0;

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

    public void ReplaceText(string text)
    {
        Remember();
        Text = text;
        Parse();
        Changed?.Invoke();
    }

    public void Undo()
    {
        if (_past.TryPop(out var text))
        {
            Text = text;
            Parse();
            Changed?.Invoke();
        }
    }

    public int Stages => (this["searchSpace.stages"] as JsonArray)?.Count ?? 0;

    public void AddStage() => ChangeStages(stages => stages.Add(
        stages.Count > 0 ? Named(stages, stages[^1]!.DeepClone()) : new JsonObject { ["name"] = "conv1", ["block"] = "mbconv", ["depth"] = new JsonArray(1), ["width"] = new JsonArray(16) }));

    public void DuplicateStage(int index) => ChangeStages(stages => stages.Insert(index + 1, Named(stages, stages[index]!.DeepClone())));

    public void RemoveStage(int index) => ChangeStages(stages => stages.RemoveAt(index));

    /// <param name="by">−1 up, 1 down; nothing at the ends.</param>
    public void MoveStage(int index, int by) => ChangeStages(stages =>
    {
        if (index + by >= 0 && index + by < stages.Count)
        {
            var stage = stages[index];
            stages.RemoveAt(index);
            stages.Insert(index + by, stage);
        }
    });

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
        },
        path);

    private void Change(Action change, string path)
    {
        if (!IsReadable)
        {
            return;
        }

        Remember();
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

    private void Remember()
    {
        if (_past.Count < Remembered)
        {
            _past.Push(Text);
        }
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
