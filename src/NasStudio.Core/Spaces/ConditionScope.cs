using NasStudio.Core.Decisions;

namespace NasStudio.Core.Spaces;

/// <summary>
/// Finds the decisions that the conditions of a body name: from the closest list of nodes outwards, so that a node in a
/// repetition sees the decisions of its own.
/// </summary>
internal sealed class ConditionScope(DecisionList decisions, List<BodyFault> faults)
{
    private const int MostNamed = 12;
    private readonly List<(string Place, string Name, string[] Candidates, int Known)> _unknown = [];

    /// <summary>The condition, or null after a fault.</summary>
    /// <param name="prefix">Of the decisions in the list where the node stands.</param>
    public Condition? Resolve(WhenDocument when, string prefix, string place)
    {
        var candidates = Candidates(prefix, when.Decision).ToArray();
        var found = candidates.Select(decisions.IndexOf).FirstOrDefault(index => index >= 0, -1);
        if (found < 0)
        {
            _unknown.Add(($"{place}.when.decision", when.Decision, candidates, decisions.Count));
            return null;
        }

        var choices = decisions[found].Choices;
        foreach (var value in when.Is.Where(value => choices.All(choice => choice.Text != value)))
        {
            faults.Add(new($"{place}.when.is", $"\"{value}\" is no value of {decisions[found].Name}; use some of {string.Join(", ", choices)}."));
        }

        return new(found, [.. Enumerable.Range(0, choices.Length).Where(index => when.Is.Contains(choices[index].Text))]);
    }

    /// <summary>Says of every name that was not found whether the decision comes later or never.</summary>
    public void ExplainUnknown()
    {
        foreach (var (place, name, candidates, known) in _unknown)
        {
            var earlier = string.Join(", ", Enumerable.Range(0, Math.Min(known, MostNamed)).Select(index => decisions[index].Name)) + (known > MostNamed ? ", …" : "");
            faults.Add(new(place, candidates.Any(candidate => decisions.IndexOf(candidate) >= 0)
                ? $"\"{name}\" is decided later, and a condition looks back; move this node behind it, or use one of {earlier}."
                : $"\"{name}\" is no decision (a field with one choice is none); use one that comes before: {earlier}."));
        }

        _unknown.Clear();
    }

    private static IEnumerable<string> Candidates(string prefix, string name)
    {
        for (; prefix.Length > 0; prefix = prefix[..Math.Max(0, prefix.LastIndexOf('.'))])
        {
            yield return $"{prefix}.{name}";
        }

        yield return name;
    }
}
