using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Spaces;

/// <summary>Appends the layers of a body that one architecture has.</summary>
internal static class BodyExpansion
{
    /// <param name="activation">Of layers that do not say theirs.</param>
    public static Layer Append(NetworkBuilder network, ImmutableArray<BodyStep> steps, DecisionSpace decisions, Architecture architecture, Activation activation, Layer input)
    {
        var forks = new Stack<(Layer Input, List<Layer> Ends)>();
        var x = input;
        foreach (var step in steps.Where(step => decisions.Holds(architecture.Choices.AsSpan(), step.When)))
        {
            switch (step)
            {
                case BodyStep.Layer layer:
                    ValueList<int> choices = [.. layer.Sized.Select(field => field.Decision < 0 ? 0 : architecture.Choices[field.Decision])];
                    x = layer.Block.Expand(network, LayerMeasure.ChoicesOf(layer, x.Output[0], choices, activation), x);
                    break;
                case BodyStep.Fork:
                    forks.Push((x, []));
                    break;
                case BodyStep.Branch:
                    forks.Peek().Ends.Add(x);
                    x = forks.Peek().Input;
                    break;
                case BodyStep.Join join:
                    x = Join(network, join, forks.Pop().Ends);
                    break;
            }
        }

        return x;
    }

    private static Layer Join(NetworkBuilder network, BodyStep.Join join, List<Layer> ends)
    {
        if (join.How is BranchJoin.Concat)
        {
            return network.Concat($"{join.Name}.concat", [.. ends]);
        }

        var sum = ends[0];
        for (var i = 1; i < ends.Count; i++)
        {
            sum = network.Add(string.Create(CultureInfo.InvariantCulture, $"{join.Name}.add{i}"), sum, ends[i]);
        }

        return sum;
    }
}
