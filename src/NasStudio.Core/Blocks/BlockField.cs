using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Blocks;

/// <summary>A field that a block kind adds to a stage of a search-space document.</summary>
/// <param name="Name">Its name in the document and in decisions, for example "kernel".</param>
/// <param name="Summary">What it is, in one sentence, for the schema and for forms.</param>
/// <param name="Default">What holds where the document does not say.</param>
public abstract record BlockField(string Name, string Summary, ValueList<Choice> Default)
{
    /// <summary>Whether a stage may list several choices.</summary>
    public virtual bool Searchable => false;

    /// <summary>The field as a stage gives it; errors go to the reader. Null where the stage does not give it.</summary>
    public ValueList<Choice>? Read(DocumentReader stage) => stage.Raw(Name) is { } value ? Read(stage, value) : null;

    /// <summary>What JSON Schema (2020-12) says about the field.</summary>
    public JsonObject Schema()
    {
        var schema = ValueSchema();
        schema["description"] = Summary;
        return schema;
    }

    protected abstract JsonObject ValueSchema();

    protected abstract ValueList<Choice> Read(DocumentReader stage, JsonElement value);

    /// <summary>Ascending whole numbers, one or several.</summary>
    public sealed record WholeNumbers(string Name, string Summary, int Minimum, int Maximum, int Fallback, bool Odd = false)
        : BlockField(Name, Summary, [new Choice(Fallback)])
    {
        public override bool Searchable => true;

        protected override JsonObject ValueSchema() => JsonSchemas.WholeNumbers(Minimum, Maximum, Odd);

        protected override ValueList<Choice> Read(DocumentReader stage, JsonElement value)
        {
            var numbers = stage.WholeNumbers(Name, [Fallback], Minimum, Maximum);
            if (Odd && numbers.FirstOrDefault(number => number % 2 == 0) is var even && even != 0)
            {
                stage.Error(Name, $"{even} is even; a kernel has a centre, so use odd sizes such as {even - 1} or {even + 1}.");
            }

            return [.. numbers.Select(number => new Choice(number))];
        }
    }

    /// <summary>One whole number.</summary>
    public sealed record WholeNumber(string Name, string Summary, int Minimum, int Maximum, int Fallback)
        : BlockField(Name, Summary, [new Choice(Fallback)])
    {
        protected override JsonObject ValueSchema() => JsonSchemas.WholeNumber(Minimum, Maximum);

        protected override ValueList<Choice> Read(DocumentReader stage, JsonElement value) =>
            [new Choice(stage.WholeNumber(Name, Fallback, Minimum, Maximum))];
    }

    /// <summary>One of some words; the first is the default.</summary>
    public sealed record Word(string Name, string Summary, ValueList<string> Words) : BlockField(Name, Summary, [new Choice(Words[0])])
    {
        protected override JsonObject ValueSchema() => JsonSchemas.Words(Words);

        protected override ValueList<Choice> Read(DocumentReader stage, JsonElement value) => [new Choice(stage.OneOf(Name, [.. Words], Words[0]))];
    }

    /// <summary>A ratio in (0, 1], or false (the default): without.</summary>
    public sealed record RatioOrFalse(string Name, string Summary) : BlockField(Name, Summary, [Without])
    {
        private static readonly Choice Without = new("false");

        protected override JsonObject ValueSchema() => JsonSchemas.RatioOrFalse();

        protected override ValueList<Choice> Read(DocumentReader stage, JsonElement value)
        {
            if (value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var ratio) && ratio is > 0 and <= 1)
            {
                return [new Choice(ratio)];
            }

            if (value.ValueKind is not JsonValueKind.False)
            {
                stage.Error(Name, string.Create(CultureInfo.InvariantCulture, $"{DocumentReader.Show(value)} is not allowed; use false or a ratio above 0, up to 1, for example 0.25."));
            }

            return [Without];
        }
    }
}
