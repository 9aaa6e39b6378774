using NasStudio.Core.Decisions;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Spaces;

/// <summary>An architecture from the values of all its decisions, as tables of papers give them.</summary>
internal sealed class ChosenValues
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <param name="decisions">Names, as many as values.</param>
    /// <param name="values">Separated by spaces.</param>
    public ChosenValues Add(IEnumerable<string> decisions, string values)
    {
        var (names, texts) = (decisions.ToArray(), values.Split(' '));
        Assert.Equal(names.Length, texts.Length);
        foreach (var (name, text) in names.Zip(texts))
        {
            _values.Add(name, text);
        }

        return this;
    }

    /// <summary>Fails where a decision of the space has no value or a value no decision.</summary>
    public Architecture In(SearchSpace space)
    {
        var decisions = space.Decisions.Decisions;
        Assert.Equal(_values.Keys.Order(StringComparer.Ordinal), decisions.Select(decision => decision.Name).Order(StringComparer.Ordinal));
        return space.Decisions.Canonical(
            [.. decisions.Select(decision => decision.Choices.IndexOf(decision.Choices.Single(choice => choice.Text == _values[decision.Name])))]);
    }
}
