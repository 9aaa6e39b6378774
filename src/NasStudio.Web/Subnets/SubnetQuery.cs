using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;

namespace NasStudio.Web.Subnets;

/// <summary>Which evaluated subnets are listed, and in which order, as it stands in the addresses of pages and of the API.</summary>
/// <param name="Sort">"evaluation", "front", "id" or the name of a value; null: what the reader takes for granted.</param>
/// <param name="Feasible">Null: either.</param>
/// <param name="Find">A part of the id; empty: any.</param>
/// <param name="Where">Values by decision, of which a subnet must have one while the decision is active.</param>
public sealed record SubnetQuery(string? Sort, bool Descending, bool Front, bool? Feasible, string Find, ImmutableSortedDictionary<string, ImmutableArray<string>> Where)
{
    public const string ByEvaluation = "evaluation";
    public const string ByFront = "front";
    public const string ById = "id";

    public static SubnetQuery All { get; } = new(null, false, false, null, "", ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty);

    /// <summary>Whether some subnets may be left out.</summary>
    public bool IsFilter => Front || Feasible is not null || Find.Length > 0 || !Where.IsEmpty;

    /// <param name="query">sort, order=desc, front=true, feasible=true|false, find, and where=decision:value|value any number of times.</param>
    public static SubnetQuery Read(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var read = All;
        var where = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var (name, texts) in query)
        {
            var text = texts.ToString();
            read = name switch
            {
                "sort" => read with { Sort = text },
                "order" => read with { Descending = text == "desc" },
                "front" => read with { Front = text == "true" },
                "feasible" => read with { Feasible = text switch { "true" => true, "false" => false, _ => null } },
                "find" => read with { Find = text.Trim() },
                _ => read,
            };
            foreach (var condition in name == "where" ? texts : StringValues.Empty)
            {
                // The name of a decision may hold a colon, a choice none.
                var colon = condition?.LastIndexOf(':') ?? -1;
                if (colon > 0)
                {
                    where[condition![..colon]] = [.. condition[(colon + 1)..].Split('|')];
                }
            }
        }

        return read with { Where = where.ToImmutable() };
    }

    /// <summary>What does not fit: the value, the rule and the way out.</summary>
    /// <param name="space">Null where the table that says the decisions is gone.</param>
    /// <param name="values">Names of the values that the subnets have.</param>
    public IEnumerable<DocumentError> Errors(DecisionSpace? space, IReadOnlyCollection<string> values)
    {
        string[] orders = [ByEvaluation, ByFront, ById, .. values];
        if (Sort is not null && !orders.Contains(Sort))
        {
            yield return new("sort", $"'{Sort}' is nothing to sort by; use one of {string.Join(", ", orders)}.");
        }

        foreach (var (name, choices) in Where)
        {
            if (space is null || space.IndexOf(name) < 0)
            {
                yield return new("where", $"'{name}' is not a decision; use one of {string.Join(", ", space?.Decisions.Select(decision => decision.Name) ?? [])}.");
            }
            else if (choices.FirstOrDefault(choice => !space.Decisions[space.IndexOf(name)].Choices.Any(known => known.Text == choice)) is { } wrong)
            {
                yield return new("where", $"'{wrong}' is not a choice of {name}; use some of {string.Join("|", space.Decisions[space.IndexOf(name)].Choices)}.");
            }
        }
    }

    /// <summary>Without what does not fit: an address may be old, or mistyped.</summary>
    public SubnetQuery Fitting(DecisionSpace? space, IReadOnlyCollection<string> values) => this with
    {
        Sort = Errors(space, values).Any(error => error.Path == "sort") ? null : Sort,
        Where = Where.Where(pair => !(this with { Where = Where.Clear().Add(pair.Key, pair.Value) }).Errors(space, values).Any(error => error.Path == "where"))
            .ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    /// <summary>The same as <see cref="Read"/> reads it; null: not in the address.</summary>
    public Dictionary<string, object?> Write() => new(StringComparer.Ordinal)
    {
        ["sort"] = Sort,
        ["order"] = Sort is not null && Descending ? "desc" : null,
        ["front"] = Front ? true : null,
        ["feasible"] = Feasible,
        ["find"] = Find.Length > 0 ? Find : null,
        ["where"] = Where.IsEmpty ? null : Where.Select(pair => $"{pair.Key}:{string.Join('|', pair.Value)}").ToArray(),
    };
}
