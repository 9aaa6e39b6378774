using NasStudio.Core.Sampling;
using NasStudio.Torch.Execution;
using NasStudio.Torch.Runtime;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training.Augmentation;
using NasStudio.Torch.Training.Losses;
using static TorchSharp.torch;

namespace NasStudio.Torch.Training;

/// <summary>
/// The forward and backward passes of a step's draws, side by side. Teachers begin before their pupils, which wait for them;
/// what comes out does not depend on who ends first.
/// </summary>
internal sealed class StepDrawing(Supernet supernet, Lanes lanes, LossRecipe losses)
{
    /// <returns>In the order of the draws.</returns>
    public DrawResult[] Run(IReadOnlyList<Draw> draws, Plan[] plans, Batch batch)
    {
        using var lesson = new Lesson(draws);
        int[] order = [.. Enumerable.Range(0, draws.Count)
            .OrderBy(i => draws[i].Target is DrawTarget.Labels ? 0 : 1)
            .ThenByDescending(i => plans[i].Macs)];
        var results = lanes.Run(order.Select(i => (Func<DrawResult>)(() => Run(draws[i], i, plans[i], batch, lesson))));
        return [.. Enumerable.Range(0, draws.Count).Select(i => results[Array.IndexOf(order, i)])];
    }

    private DrawResult Run(Draw draw, int index, Plan plan, Batch batch, Lesson lesson)
    {
        using var scope = NewDisposeScope();
        try
        {
            var pass = new DrawPass(plan, supernet, batch.Images);
            lesson.Give(index, pass.Logits);
            var (loss, gradients) = pass.Backward(draw.Target is DrawTarget.Labels
                ? losses.OfLabels(pass.Logits, batch.Labels, batch.Teacher)
                : losses.OfTeacher(pass.Logits, lesson.Take(draw.Target), batch.Labels));
            return new DrawResult(plan, new DrawLoss(draw, loss, plan.Macs), gradients);
        }
        catch (Exception error) when (lesson.Fail(error))
        {
            throw;
        }
    }
}
