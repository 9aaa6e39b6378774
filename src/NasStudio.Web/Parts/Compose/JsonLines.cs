using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NasStudio.Web.Parts.Compose;

/// <summary>Where the values of a JSON text stand, by the paths of errors: "searchSpace.stages[2].width".</summary>
public sealed class JsonLines
{
    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly byte[] _bytes;

    private JsonLines(string text)
    {
        _bytes = Encoding.UTF8.GetBytes(text);
        Count = 1 + text.Count(letter => letter == '\n');
    }

    /// <summary>Lines of the text.</summary>
    public int Count { get; }

    /// <summary>Where the text stops being JSON, from 1; null where it is JSON.</summary>
    public int? Broken { get; private set; }

    public static JsonLines Of(string text)
    {
        var lines = new JsonLines(text);
        try
        {
            lines.Read();
        }
        catch (JsonException error)
        {
            lines.Broken = (int)Math.Min(lines.Count, (error.LineNumber ?? 0) + 1);
        }

        return lines;
    }

    /// <summary>The line, from 1, of the value at a path; of what holds it where it is left out; where the text breaks, for the whole document.</summary>
    public int Of(string path, int whole = 1)
    {
        var place = path;
        while (place.Length > 0)
        {
            if (_lines.TryGetValue(place, out var line))
            {
                return line;
            }

            place = place[..Math.Max(0, place.LastIndexOfAny(['.', '[']))];
        }

        return Broken ?? whole;
    }

    private void Read()
    {
        var reader = new Utf8JsonReader(_bytes, Lenient);
        var places = new Stack<Place>();
        var (line, counted) = (1, 0);
        string? property = null;
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            line += _bytes.AsSpan(counted, start - counted).Count((byte)'\n');
            counted = start;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    property = reader.GetString();
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    places.Pop();
                    break;
                default:
                    var path = PathOf(places, property);
                    _lines.TryAdd(path, line);
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        places.Push(new Place(path, reader.TokenType is JsonTokenType.StartArray));
                    }

                    break;
            }
        }
    }

    private static string PathOf(Stack<Place> places, string? property)
    {
        if (!places.TryPeek(out var parent))
        {
            return "";
        }

        return parent.IsArray
            ? string.Create(CultureInfo.InvariantCulture, $"{parent.Path}[{parent.Next++}]")
            : parent.Path.Length == 0 ? property! : $"{parent.Path}.{property}";
    }

    private sealed class Place(string path, bool isArray)
    {
        public string Path => path;

        public bool IsArray => isArray;

        /// <summary>Index of the entry that comes next.</summary>
        public int Next { get; set; }
    }
}
