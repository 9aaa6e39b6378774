using NasStudio.Core.Randomness;

namespace NasStudio.Core.Decisions;

/// <summary>
/// ElasticViT's mutation and crossover (Tang et al. 2023, its search script): by stages and dimensions, not decision by decision, and
/// with a liking for small choices. What its script does not do as it means to is done as meant: the resolution is mutated like any
/// dimension, and a depth may become the largest. Only numbers have a smallest choice; words are drawn evenly.
/// </summary>
/// <param name="depths">Probability that the depths of all stages are redrawn together.</param>
/// <param name="dimension">Probability that one other dimension of one stage is redrawn, in all its layers.</param>
/// <param name="smallest">Probability that a redraw takes the smallest choice instead of a random one.</param>
public sealed class StageVariation(DecisionSpace space, double depths = 0, double dimension = 0, double smallest = 0)
{
    private readonly DecisionStages _stages = new(space);

    /// <summary>The child may equal its parent.</summary>
    public Architecture Mutate(Architecture parent, SeededRandom random)
    {
        var redrawsDepths = random.NextBool(depths);
        var isRedrawn = new bool[_stages.Groups.Length];
        for (var group = 0; group < isRedrawn.Length; group++)
        {
            isRedrawn[group] = _stages.IsDepth[_stages.Groups[group][0]] ? redrawsDepths : random.NextBool(dimension);
        }

        return Vary(parent, group => isRedrawn[group], (draft, decision) => Redraw(draft, decision, random), random);
    }

    /// <summary>One dimension of one stage is redrawn evenly, in all its layers, whatever the probabilities; the child may equal its parent.</summary>
    public Architecture MutateOne(Architecture parent, SeededRandom random)
    {
        var redrawn = random.NextInt(_stages.Groups.Length);
        return Vary(parent, group => group == redrawn, (draft, _) => draft.DecideRandomly(random), random);
    }

    /// <summary>Each dimension, in all stages, from one parent or the other; layers that it lacks take after the first of their stage.</summary>
    public Architecture Cross(Architecture first, Architecture second, SeededRandom random)
    {
        var isOfSecond = new bool[_stages.Dimensions.Length];
        for (var i = 0; i < isOfSecond.Length; i++)
        {
            isOfSecond[i] = random.NextBool();
        }

        var draft = new ArchitectureDraft(space);
        for (var decision = 0; decision < space.Decisions.Length; decision++)
        {
            if (!draft.IsActive)
            {
                draft.Decide(0);
                continue;
            }

            var (one, other) = isOfSecond[_stages.DimensionOf(decision)] ? (second, first) : (first, second);
            draft.DecideLike(random, Of(one, decision), Of(other, decision));
        }

        return draft.Finish();
    }

    /// <summary>Takes after the parent but for some groups. A layer that is new takes after the first layer of its stage.</summary>
    private Architecture Vary(Architecture parent, Func<int, bool> isRedrawn, Action<ArchitectureDraft, int> redraw, SeededRandom random)
    {
        var draft = new ArchitectureDraft(space);
        for (var decision = 0; decision < space.Decisions.Length; decision++)
        {
            if (!draft.IsActive)
            {
                draft.Decide(0);
            }
            else if (isRedrawn(_stages.GroupOf(decision)))
            {
                redraw(draft, decision);
            }
            else
            {
                draft.DecideLike(random, Of(parent, decision));
            }
        }

        return draft.Finish();
    }

    private void Redraw(ArchitectureDraft draft, int decision, SeededRandom random)
    {
        var choices = space.Decisions[decision].Choices;
        if (choices[0].Number is not null && random.NextBool(smallest))
        {
            // Choices ascend; the first one that the constraints allow.
            draft.Decide(Enumerable.Range(0, choices.Length).First(draft.Allows));
        }
        else
        {
            draft.DecideRandomly(random);
        }
    }

    /// <summary>−1, which nothing allows, where the parent says nothing.</summary>
    private int Of(Architecture parent, int decision) => space.IsActive(parent.Choices.AsSpan(), decision)
        ? parent.Choices[decision]
        : _stages.FirstLayersChoice(space, parent, decision);
}
