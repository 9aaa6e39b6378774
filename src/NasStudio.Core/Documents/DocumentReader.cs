using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace NasStudio.Core.Documents;

/// <summary>
/// Reads one JSON object, collecting every error instead of stopping at the first. A getter that finds an error records it
/// and answers its fallback; <see cref="End"/> reports the properties nobody asked for.
/// </summary>
public sealed class DocumentReader
{
    /// <summary>The most choices that one field may list.</summary>
    public const int MaximumChoices = 64;

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private readonly JsonElement _object;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private DocumentReader(JsonElement element, string path, List<DocumentError> errors)
    {
        _object = element;
        Path = path;
        Errors = errors;
    }

    /// <summary>Where this object stands in the document; empty for the root.</summary>
    public string Path { get; }

    /// <summary>Shared by all readers of one document.</summary>
    public List<DocumentError> Errors { get; }

    /// <exception cref="DocumentException">The text is no JSON object.</exception>
    public static DocumentReader Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            DecodeTexts(document.RootElement);
            return Of(document.RootElement.Clone());
        }
        catch (InvalidOperationException)
        {
            throw new DocumentException([new("", "A text holds half of a surrogate pair (an escape from \\ud800 to \\udfff alone), which is no character; write both halves or remove it.")]);
        }
        catch (JsonException error)
        {
            throw new DocumentException([new("", string.Create(CultureInfo.InvariantCulture, $"Line {error.LineNumber + 1}, character {error.BytePositionInLine + 1}: this is not JSON. Compare with the examples in the README."))]);
        }
    }

    /// <exception cref="DocumentException">The element is no object.</exception>
    public static DocumentReader Of(JsonElement element, string path = "", List<DocumentError>? errors = null) =>
        element.ValueKind is JsonValueKind.Object
            ? new DocumentReader(element, path, errors ?? [])
            : throw new DocumentException([new(path, $"{Show(element)} is not an object; write {{ … }}.")]);

    public bool Has(string name) => _object.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null;

    /// <summary>The raw property, or null where it is absent. Counts as asked for.</summary>
    public JsonElement? Raw(string name)
    {
        _asked.Add(name);
        return Has(name) ? _object.GetProperty(name) : null;
    }

    /// <summary>The path of a property of this object.</summary>
    public string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    public void Error(string name, string message) => Errors.Add(new(PathOf(name), message));

    /// <summary>A nested object; null, with an error where it is required, if there is none.</summary>
    public DocumentReader? Child(string name, bool required = false)
    {
        var value = Required(name, required, "an object { … }");
        return value is not { } element ? null
            : element.ValueKind is JsonValueKind.Object ? new DocumentReader(element, PathOf(name), Errors)
            : Reject<DocumentReader?>(name, element, "an object { … }", null);
    }

    /// <summary>The objects of an array, each with its path ("stages[2]").</summary>
    public ImmutableArray<DocumentReader> Children(string name, bool required = false)
    {
        if (Required(name, required, "an array of objects") is not { } value)
        {
            return [];
        }

        if (value.ValueKind is not JsonValueKind.Array)
        {
            return Reject<ImmutableArray<DocumentReader>>(name, value, "an array of objects [ { … } ]", []);
        }

        var readers = ImmutableArray.CreateBuilder<DocumentReader>();
        foreach (var (element, index) in value.EnumerateArray().Select((element, index) => (element, index)))
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}[{index}]");
            if (element.ValueKind is JsonValueKind.Object)
            {
                readers.Add(new DocumentReader(element, path, Errors));
            }
            else
            {
                Errors.Add(new(path, $"{Show(element)} is not an object; write {{ … }}."));
            }
        }

        return readers.ToImmutable();
    }

    /// <summary>A string; the fallback null makes it required.</summary>
    public string Text(string name, string? fallback = null)
    {
        var value = Required(name, fallback is null, "a text in quotes");
        return value is not { } element ? fallback ?? ""
            : element.ValueKind is JsonValueKind.String ? element.GetString()!
            : Reject(name, element, "a text in quotes", fallback ?? "");
    }

    /// <summary>One of some words.</summary>
    public string OneOf(string name, IReadOnlyCollection<string> allowed, string? fallback = null)
    {
        var text = Text(name, fallback);
        return allowed.Contains(text) || !Has(name) || _object.GetProperty(name).ValueKind is not JsonValueKind.String ? text
            : Reject(name, _object.GetProperty(name), $"one of {string.Join(", ", allowed)}", fallback ?? allowed.First());
    }

    public bool Flag(string name, bool fallback) => Raw(name) is not { } element ? fallback
        : element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean()
        : Reject(name, element, "true or false", fallback);

    /// <summary>A whole number within bounds; the fallback null makes it required.</summary>
    public int WholeNumber(string name, int? fallback, int minimum, int maximum)
    {
        var rule = Range(minimum, maximum);
        var value = Required(name, fallback is null, rule);
        return value is not { } element ? fallback ?? minimum
            : TryInteger(element, minimum, maximum, out var number) ? number
            : Reject(name, element, rule, fallback ?? minimum);
    }

    /// <summary>As <see cref="WholeNumber"/>, for numbers that need more than 32 bits.</summary>
    public long LargeWholeNumber(string name, long? fallback, long minimum, long maximum)
    {
        var rule = string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}");
        var value = Required(name, fallback is null, rule);
        return value is not { } element ? fallback ?? minimum
            : element.ValueKind is JsonValueKind.Number && element.TryGetInt64(out var number) && number >= minimum && number <= maximum ? number
            : Reject(name, element, rule, fallback ?? minimum);
    }

    /// <summary>A number within bounds; the fallback null makes it required.</summary>
    public double Number(string name, double? fallback, double minimum, double maximum)
    {
        var rule = string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum}");
        var value = Required(name, fallback is null, rule);
        return value is not { } element ? fallback ?? minimum
            : element.ValueKind is JsonValueKind.Number && element.TryGetDouble(out var number) && number >= minimum && number <= maximum ? number
            : Reject(name, element, rule, fallback ?? minimum);
    }

    /// <summary>
    /// Ascending, distinct whole numbers within bounds; a bare number counts as an array of one. The fallback null makes it
    /// required. Never empty: after an error it is the fallback, or the minimum alone.
    /// </summary>
    public ImmutableArray<int> WholeNumbers(string name, ImmutableArray<int>? fallback, int minimum, int maximum)
    {
        var rule = $"one or more of: {Range(minimum, maximum)}, ascending, none twice, for example [{minimum}]";
        if (Required(name, fallback is null, rule) is not { } value)
        {
            return fallback ?? [minimum];
        }

        if (value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > MaximumChoices)
        {
            return Reject(name, value, $"at most {MaximumChoices} choices, not {value.GetArrayLength()}", fallback ?? [minimum]);
        }

        if (value.ValueKind is not JsonValueKind.Array)
        {
            return [WholeNumber(name, fallback is [var first, ..] ? first : minimum, minimum, maximum)];
        }

        var elements = value.EnumerateArray().ToArray();
        var numbers = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < elements.Length; i++)
        {
            if (!TryInteger(elements[i], minimum, maximum, out var number))
            {
                Errors.Add(new($"{PathOf(name)}[{i}]", $"{Show(elements[i])} is not allowed; use {Range(minimum, maximum)}."));
                return fallback ?? [minimum];
            }

            numbers.Add(number);
        }

        var ascending = numbers.Distinct().Order().SequenceEqual(numbers);
        return numbers.Count > 0 && ascending ? numbers.ToImmutable() : Reject(name, value, rule, fallback ?? [minimum]);
    }

    /// <summary>Reports every property that no getter asked for, and every one that occurs twice.</summary>
    public void End()
    {
        foreach (var property in _object.EnumerateObject().CountBy(property => property.Name).Where(pair => pair.Value > 1))
        {
            Error(property.Key, $"Occurs {property.Value} times; keep one.");
        }

        foreach (var property in _object.EnumerateObject().Where(property => !_asked.Contains(property.Name)))
        {
            Error(property.Name, $"Unknown property; known here are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}. Remove it or correct its name.");
        }
    }

    /// <exception cref="DocumentException">An error was found anywhere in the document.</exception>
    public void ThrowIfInvalid()
    {
        if (Errors.Count > 0)
        {
            throw new DocumentException([.. Errors]);
        }
    }

    /// <summary>The parser accepts escapes that are no characters and throws only when a text is taken: here, and never later.</summary>
    private static void DecodeTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    DecodeTexts(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    DecodeTexts(property.Value);
                }

                break;
        }
    }

    private static string Range(int minimum, int maximum) =>
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}");

    private static bool TryInteger(JsonElement element, int minimum, int maximum, out int number)
    {
        number = 0;
        return element.ValueKind is JsonValueKind.Number && element.TryGetInt32(out number) && number >= minimum && number <= maximum;
    }

    /// <summary>The element as it stands in the document, shortened, for messages.</summary>
    public static string Show(JsonElement element)
    {
        var text = element.GetRawText();
        return text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "…");
    }

    private JsonElement? Required(string name, bool required, string rule)
    {
        var value = Raw(name);
        if (value is null && required)
        {
            Error(name, $"Missing; give {rule}.");
        }

        return value;
    }

    private T Reject<T>(string name, JsonElement value, string rule, T fallback)
    {
        Error(name, $"{Show(value)} is not allowed; use {rule}.");
        return fallback;
    }
}
