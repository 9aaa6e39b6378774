using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Spaces;

/// <summary>
/// Goes through the steps of a body with every state that some architecture reaches, keeping for each the best way: exact,
/// by dynamic programming, as a layer's cost depends on the state before it and on its own choices alone. Decisions that
/// only size their own layer take their largest (smallest) choice, which costs most (least).
/// </summary>
internal sealed class BodyWalk(SearchSpace space, SpaceFields fields, WalkGoal goal)
{
    private const int MaximumStates = 4096;
    private const int MaximumHalvings = 10;
    private readonly BodyUses _uses = new(fields.Body, fields.Decisions, fields.StemWidth);
    private readonly LayerMeasure _measure = new(space.Document.Stem.Activation);
    private readonly int[] _extremes = [.. fields.Decisions.Decisions.Select(decision => goal.Sign > 0 ? decision.Choices.Length - 1 : 0)];

    /// <summary>Called for every state in which a layer exists: the layer, the state before it, the way there, the layer's choices.</summary>
    public Action<BodyStep.Layer, WalkState, Way, ValueList<int>>? Visit { get; init; }

    /// <summary>The first rule that some architecture breaks; null: none.</summary>
    public BodyFault? Fault { get; private set; }

    /// <summary>Weights of all layers, each at its largest: about what a supernet holds.</summary>
    public long Parameters { get; private set; }

    /// <summary>The most that is alive at once in any layer, one image.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>The most times that a map is halved.</summary>
    public int Halvings { get; private set; }

    /// <summary>States in which the head is reached, with their ways; empty before the walk and after a fault.</summary>
    public IReadOnlyList<KeyValuePair<WalkState, Way>> Ends { get; private set; } = [];

    /// <summary>Walks, and answers the architecture of the best way to the logits; null after a fault.</summary>
    public Architecture? Best()
    {
        Architecture? best = null;
        var most = long.MinValue;
        Ends = Run();
        var body = Parameters;
        foreach (var (state, way) in Ends)
        {
            var architecture = ArchitectureOf(way);
            var network = new NetworkBuilder(new(state.Width, SideOf(state), SideOf(state), space.Document.Classes));
            space.ExpandHead(network, architecture, network.Input);
            var head = NetworkCost.Of(network.Build());
            Parameters = Math.Max(Parameters, body + head.Parameters);
            PeakBytes = Math.Max(PeakBytes, head.PeakActivationBytes);
            var cost = goal.Sign * (way.Cost + goal.Cost(head));
            if (best is null || cost > most)
            {
                (best, most) = (architecture, cost);
            }
        }

        return best;
    }

    /// <summary>The choices of a way, everything else at its extreme.</summary>
    public int[] ChoicesOf(Way way)
    {
        var choices = _extremes.ToArray();
        for (var made = way.Last; made is not null; made = made.Earlier)
        {
            choices[made.Decision] = made.Choice;
        }

        return choices;
    }

    /// <summary>The side of the map in a state.</summary>
    public int SideOf(WalkState state)
    {
        var resolution = (int)fields.Resolution.Choices[_uses.Bears(fields.Resolution.Decision) ? state[fields.Resolution.Decision] : _extremes[fields.Resolution.Decision]].Number!.Value;
        return (resolution + (1 << state.Halvings) - 1) >> state.Halvings;
    }

    /// <summary>Whether a decision bears on more than the size of its own layer.</summary>
    public bool Bears(int decision) => _uses.Bears(decision);

    private KeyValuePair<WalkState, Way>[] Run()
    {
        var states = Start();
        foreach (var (index, step) in fields.Body.Index())
        {
            var next = new Dictionary<WalkState, Way>();
            var before = Parameters;
            foreach (var (state, way) in states)
            {
                foreach (var (after, further) in Advance(step, state, way, before))
                {
                    Keep(next, Forget(after, index), further);
                }

                if (Fault is null && next.Count > MaximumStates)
                {
                    Fault = new("body", string.Create(CultureInfo.InvariantCulture, $"More than {MaximumStates} combinations of widths and conditions meet at one place; give widths fewer choices, let joined branches leave one width, or use fewer conditions."));
                }

                if (Fault is not null)
                {
                    return [];
                }
            }

            states = next;
        }

        return [.. states];
    }

    private Architecture ArchitectureOf(Way way) => fields.Decisions.Canonical(ChoicesOf(way));

    private Dictionary<WalkState, Way> Start()
    {
        IEnumerable<(ValueList<KnownChoice> Known, Way Way)> starts = [([], new Way(0, null))];
        foreach (var field in new[] { fields.Resolution, fields.StemWidth, fields.StemKernel }.Where(field => _uses.Bears(field.Decision)))
        {
            starts = starts.SelectMany(start => Enumerable.Range(0, field.Choices.Count)
                .Select(choice => ((ValueList<KnownChoice>)[.. start.Known, new(field.Decision, choice)], start.Way.Then(field.Decision, choice))));
        }

        var states = new Dictionary<WalkState, Way>();
        foreach (var (known, way) in starts)
        {
            var architecture = ArchitectureOf(way);
            var resolution = fields.Resolution.WholeIn(architecture);
            var network = new NetworkBuilder(new(space.Document.Input.Channels, resolution, resolution, 2));
            space.ExpandStem(network, architecture, network.Input);
            var cost = NetworkCost.Of(network.Build());
            PeakBytes = Math.Max(PeakBytes, cost.PeakActivationBytes);
            var state = new WalkState(fields.StemWidth.WholeIn(architecture), space.Document.Stem.Stride - 1, [], known);
            Keep(states, Forget(state, -1), way with { Cost = goal.Cost(cost) });
        }

        return states;
    }

    private IEnumerable<(WalkState State, Way Way)> Advance(BodyStep step, WalkState state, Way way, long before) => step switch
    {
        BodyStep.Decide(var decision) => Decide(decision, state, way),
        _ when !Holds(step.When, state) => [(state, way)],
        BodyStep.Layer layer => Measure(layer, state, way, before),
        BodyStep.Fork => [(state with { Forks = [.. state.Forks, new(state.Width, state.Halvings, 0, 0)] }, way)],
        BodyStep.Branch branch => [(EndBranch(branch, state), way)],
        BodyStep.Join => [(Join(state), way)],
        _ => throw new NotSupportedException($"{step} cannot be walked."),
    };

    private IEnumerable<(WalkState State, Way Way)> Decide(int decision, WalkState state, Way way)
    {
        if (!_uses.Bears(decision))
        {
            return [(state, way)];
        }

        var choices = fields.Decisions.Decisions[decision];
        return Holds(choices.ActiveWhen, state)
            ? Enumerable.Range(0, choices.Choices.Length).Select(choice => (With(choice), way.Then(decision, choice)))
            : [(With(-1), way)];

        WalkState With(int choice) => state with { Known = [.. state.Known, new(decision, choice)] };
    }

    private IEnumerable<(WalkState State, Way Way)> Measure(BodyStep.Layer layer, WalkState state, Way way, long before)
    {
        ValueList<int> choices = [.. layer.Sized.Select(field => ChoiceOf(field, state))];
        var width = layer.Width is null ? state.Width : (int)layer.Width.Choices[choices[0]].Number!.Value;
        var after = state with { Width = width, Halvings = state.Halvings + layer.Document.Stride - 1 };
        if (after.Halvings > MaximumHalvings)
        {
            Fault ??= new($"{layer.Place}.stride", string.Create(CultureInfo.InvariantCulture, $"2 would halve the map for the {after.Halvings}th time; at most {MaximumHalvings} are allowed: use stride 1, here or before."));
        }
        else if (LayerMeasure.FaultOf(layer, [width], SideOf(after)) is { } fault)
        {
            Fault ??= fault;
        }
        else
        {
            var side = SideOf(state);
            var cost = _measure.Of(layer, state.Width, side, choices);
            Parameters = Math.Max(Parameters, before + cost.Parameters);
            PeakBytes = Math.Max(PeakBytes, cost.PeakActivationBytes + HeldBytes(state));
            Halvings = Math.Max(Halvings, after.Halvings);
            Visit?.Invoke(layer, state, way, choices);
            yield return (after, way with { Cost = way.Cost + goal.Cost(cost) });
        }
    }

    /// <summary>What open forks keep: the map that branches read, and what the branches so far gave.</summary>
    private long HeldBytes(WalkState state) => state.Forks.Sum(fork =>
        sizeof(float) * ((fork.Width * Area(fork.Halvings)) + (fork.Joined * Area(fork.JoinedHalvings))));

    private long Area(int halvings)
    {
        long side = (space.Document.Input.Resolution[^1] + (1 << halvings) - 1) >> halvings;
        return side * side;
    }

    private int ChoiceOf(SpaceField field, WalkState state) =>
        field.Decision < 0 ? 0 : _uses.Bears(field.Decision) ? state[field.Decision] : _extremes[field.Decision];

    private WalkState EndBranch(BodyStep.Branch step, WalkState state)
    {
        var fork = state.Forks[^1];
        var isFirst = fork.Joined == 0;
        var isAdd = step.How is BranchJoin.Add;
        if (!isFirst && state.Halvings != fork.JoinedHalvings)
        {
            Fault ??= new(step.Place, string.Create(CultureInfo.InvariantCulture, $"This branch can halve its map {state.Halvings - fork.Halvings} times while those before do so {fork.JoinedHalvings - fork.Halvings} times, and maps are joined only at one size; use the same strides in every branch."));
        }
        else if (!isFirst && isAdd && state.Width != fork.Joined)
        {
            Fault ??= new(step.Place, string.Create(CultureInfo.InvariantCulture, $"This branch can leave {state.Width} channels while those before leave {fork.Joined}, and only equal widths can be added; use one width in every branch, or concat."));
        }

        var joined = isFirst || isAdd ? state.Width : fork.Joined + state.Width;
        if (joined > SearchSpaceReader.MaximumWidth)
        {
            Fault ??= new(step.Place, string.Create(CultureInfo.InvariantCulture, $"The branches so far can have {joined} channels together; at most {SearchSpaceReader.MaximumWidth} are allowed: use narrower branches or fewer repetitions."));
        }

        return state with
        {
            Width = fork.Width,
            Halvings = fork.Halvings,
            Forks = [.. state.Forks.Take(state.Forks.Count - 1), fork with { Joined = joined, JoinedHalvings = state.Halvings }],
        };
    }

    private static WalkState Join(WalkState state) => state with
    {
        Width = state.Forks[^1].Joined,
        Halvings = state.Forks[^1].JoinedHalvings,
        Forks = [.. state.Forks.Take(state.Forks.Count - 1)],
    };

    private static bool Holds(ImmutableArray<Condition> conditions, WalkState state)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Choices.Contains(state[condition.Decision]))
            {
                return false;
            }
        }

        return true;
    }

    private WalkState Forget(WalkState state, int step) => state.Known.All(known => _uses.IsUsedAfter(known.Decision, step))
        ? state
        : state with { Known = [.. state.Known.Where(known => _uses.IsUsedAfter(known.Decision, step))] };

    /// <summary>Of equally good ways the first stays.</summary>
    private void Keep(Dictionary<WalkState, Way> states, WalkState state, Way way)
    {
        if (!states.TryGetValue(state, out var known) || goal.Sign * way.Cost > goal.Sign * known.Cost)
        {
            states[state] = way;
        }
    }
}
