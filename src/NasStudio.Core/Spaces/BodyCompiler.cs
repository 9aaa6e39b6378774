using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Blocks;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Spaces;

/// <summary>
/// Lays the nodes of a body out in a row of steps, and adds their decisions: of an alternative, a repetition and an optional
/// part the node's name ("mix", "mix.conv.kernel" within; "deep.2.mix" in the second repetition where each decides).
/// </summary>
internal sealed class BodyCompiler
{
    /// <summary>Layers in the row: more would take seconds to walk, and no network of the literature is as deep.</summary>
    internal const int MaximumLayers = 512;

    private static readonly ImmutableArray<string> Reserved = ["input", "resolution", "resize", "stem", "head"];
    private readonly DecisionList _decisions;
    private readonly Dictionary<string, SpaceField> _fields = new(StringComparer.Ordinal);
    private readonly ImmutableArray<BodyStep>.Builder _steps = ImmutableArray.CreateBuilder<BodyStep>();
    private readonly List<BodyFault> _faults = [];
    private readonly ConditionScope _conditions;
    private int _layers;

    public BodyCompiler(DecisionList decisions, SeriesDocument body)
    {
        _decisions = decisions;
        _conditions = new ConditionScope(decisions, _faults);
        Lay(body, new Scope("", "", [], []), index => string.Create(CultureInfo.InvariantCulture, $"body[{index}]"));
        if (_layers > MaximumLayers)
        {
            _faults.Add(new("body", string.Create(CultureInfo.InvariantCulture, $"With all repetitions there are more than {MaximumLayers} layers and branches; use fewer or shorter repetitions.")));
        }
    }

    public ImmutableArray<BodyStep> Steps => _steps.ToImmutable();

    /// <summary>Rules that the body breaks, one a place; to be asked once every decision of the space is known.</summary>
    public ImmutableArray<BodyFault> Faults()
    {
        _conditions.ExplainUnknown();
        return [.. _faults.DistinctBy(fault => fault.Path)];
    }

    private static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";

    private void Lay(SeriesDocument series, Scope scope, Func<int, string> placeOf)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, node) in series.Nodes.Index().TakeWhile(_ => _layers <= MaximumLayers))
        {
            var name = node.NameAt(index + 1);
            if (!names.Add(name))
            {
                _faults.Add(new($"{placeOf(index)}.name", $"\"{name}\" is the name of an earlier node beside this one; give one of them another name, for example \"{name}b\"."));
            }
            else if (scope.Decisions.Length == 0 && Reserved.Contains(name))
            {
                _faults.Add(new($"{placeOf(index)}.name", $"\"{name}\" is reserved for another part of the network; use a name such as \"{name}1\"."));
            }

            Lay(node, scope.Within(name), scope.Decisions, placeOf(index));
        }
    }

    /// <param name="scope">With the node's own name.</param>
    /// <param name="outside">The decisions' prefix without it, from where conditions look for names.</param>
    private void Lay(NodeDocument node, Scope scope, string outside, string place)
    {
        if (node.When is { } when && _conditions.Resolve(when, outside, place) is { } condition)
        {
            scope = scope with { Active = scope.Active.Add(condition), When = scope.When.Add(condition) };
        }

        switch (node)
        {
            case LayerDocument layer:
                LayLayer(layer, scope, place);
                break;
            case OrDocument or:
                LayOr(or, scope, place);
                break;
            case RepeatDocument repeat:
                LayRepeat(repeat, scope, place);
                break;
            case OptionalDocument optional:
                var field = Add(scope.Decisions, [new Choice("no"), new Choice("yes")], scope);
                Lay(optional.Body, scope.Under(field, [1]), index => string.Create(CultureInfo.InvariantCulture, $"{place}.optional[{index}]"));
                break;
            case BranchesDocument branches:
                LayBranches(branches, scope, place);
                break;
        }
    }

    private void LayLayer(LayerDocument layer, Scope scope, string place)
    {
        var block = LayerKinds.Find(layer.Layer)
            ?? throw new ArgumentException($"{layer.Layer} is no layer; known are {string.Join(", ", LayerKinds.All.Select(kind => kind.Kind))}.");
        var width = layer.Width is { } widths ? Add($"{scope.Decisions}.width", [.. widths.Select(number => new Choice(number))], scope) : null;
        ImmutableArray<(string, SpaceField)> fields =
            [.. block.Fields.Select(field => (field.Name, Add($"{scope.Decisions}.{field.Name}", layer.ChoicesOf(field), scope)))];
        Append(new BodyStep.Layer(scope.Layers, block, layer, width, fields, place, scope.When));
    }

    /// <summary>A lone node takes the place of its alternative: "mix.conv.kernel", not "mix.conv.conv1.kernel".</summary>
    private void LayOr(OrDocument or, Scope scope, string place)
    {
        var labels = or.Labels;
        var field = Add(scope.Decisions, [.. labels.Select(label => new Choice(label))], scope);
        foreach (var (index, alternative) in or.Alternatives.Index())
        {
            var inside = scope.Under(field, [index]).Within(labels[index]);
            var at = string.Create(CultureInfo.InvariantCulture, $"{place}.or[{index}]");
            if (alternative.Nodes is [var alone])
            {
                Lay(alone, inside, scope.Decisions, at);
            }
            else
            {
                Lay(alternative, inside, node => string.Create(CultureInfo.InvariantCulture, $"{at}[{node}]"));
            }
        }
    }

    /// <summary>Tied decisions stand outside the repetitions, and count whatever their number; layers stand in each.</summary>
    private void LayRepeat(RepeatDocument repeat, Scope scope, string place)
    {
        var field = Add(scope.Decisions, [.. repeat.Times.Select(times => new Choice(times))], scope);
        for (var n = 1; n <= repeat.Times[^1] && _layers <= MaximumLayers; n++)
        {
            var inside = n <= repeat.Times[0] ? scope : scope.Under(field, [.. Enumerable.Range(0, repeat.Times.Count).Where(index => repeat.Times[index] >= n)]);
            var name = n.ToString(CultureInfo.InvariantCulture);
            inside = repeat.Tie
                ? inside with { Decisions = scope.Decisions, Active = scope.Active, Layers = Join(scope.Layers, name) }
                : inside.Within(name);
            Lay(repeat.Body, inside, index => string.Create(CultureInfo.InvariantCulture, $"{place}.body[{index}]"));
        }
    }

    private void LayBranches(BranchesDocument branches, Scope scope, string place)
    {
        Append(new BodyStep.Fork(place, scope.When));
        foreach (var (index, branch) in branches.Branches.Index())
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{place}.{branches.Word}[{index}]");
            var inside = scope.Within((index + 1).ToString(CultureInfo.InvariantCulture));
            Lay(branch, inside, node => string.Create(CultureInfo.InvariantCulture, $"{at}[{node}]"));
            _steps.Add(new BodyStep.Branch(branches.Join, at, scope.When));
        }

        _steps.Add(new BodyStep.Join(scope.Layers, branches.Join, place, scope.When));
    }

    /// <summary>The decision of this name, where an earlier repetition made it.</summary>
    private SpaceField Add(string name, ValueList<Choice> choices, Scope scope)
    {
        if (_fields.TryGetValue(name, out var field))
        {
            return field;
        }

        field = _decisions.Add(name, choices, always: false, scope.Active);
        _fields[name] = field;
        if (field.Decision >= 0)
        {
            _steps.Add(new BodyStep.Decide(field.Decision));
        }

        return field;
    }

    private void Append(BodyStep step)
    {
        _layers++;
        _steps.Add(step);
    }

    /// <summary>Where the next node stands.</summary>
    /// <param name="Decisions">Prefix of the names of decisions.</param>
    /// <param name="Layers">Prefix of the names of layers, which also counts tied repetitions.</param>
    /// <param name="Active">When decisions count; what these conditions stand on themselves is left out.</param>
    /// <param name="When">When layers exist, in full.</param>
    private sealed record Scope(string Decisions, string Layers, ImmutableArray<Condition> Active, ImmutableArray<Condition> When)
    {
        public Scope Within(string name) => this with { Decisions = Join(Decisions, name), Layers = Join(Layers, name) };

        public Scope Under(SpaceField field, ImmutableArray<int> choices) => field.Decision < 0
            ? this
            : this with { Active = [new(field.Decision, choices)], When = When.Add(new(field.Decision, choices)) };
    }
}
