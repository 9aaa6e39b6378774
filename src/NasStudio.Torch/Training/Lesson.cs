using NasStudio.Core.Sampling;
using static TorchSharp.torch;

namespace NasStudio.Torch.Training;

/// <summary>
/// The soft targets of one step: class probabilities [batch, classes] of its teachers, without gradient, handed to draws on
/// other threads. A teacher is a draw that learns from the labels; a pupil waits for the largest one or for all of them.
/// </summary>
internal sealed class Lesson : IDisposable
{
    private readonly TaskCompletionSource<Tensor>?[] _given;
    private readonly int _largest;

    /// <param name="draws">Of the step; the others refer to them by index.</param>
    /// <exception cref="ArgumentException">A draw waits for a teacher that the step does not have.</exception>
    public Lesson(IReadOnlyList<Draw> draws)
    {
        var isWanted = draws.Any(draw => draw.Target is not DrawTarget.Labels);
        _given = [.. draws.Select(draw => isWanted && draw.Target is DrawTarget.Labels ? new TaskCompletionSource<Tensor>() : null)];
        _largest = draws.ToList().FindIndex(draw => draw is { Role: DrawRole.Largest, Target: DrawTarget.Labels });
        if (isWanted && (Array.TrueForAll(_given, given => given is null) || (_largest < 0 && draws.Any(draw => draw.Target is DrawTarget.Largest))))
        {
            throw new ArgumentException("A draw is to learn from the step's largest draw or from the mean of those on labels, but the step has none.", nameof(draws));
        }
    }

    /// <summary>Takes what a draw says, where anyone wants to know.</summary>
    public void Give(int draw, Tensor logits)
    {
        if (_given[draw] is not { } given)
        {
            return;
        }

        using var scope = NewDisposeScope();
        var probabilities = logits.detach().softmax(-1);
        if (given.TrySetResult(probabilities))
        {
            probabilities.DetachFromDisposeScope();
        }
    }

    /// <summary>A draw failed: those who wait must not wait for ever.</summary>
    /// <returns>False, for exception filters that only look.</returns>
    public bool Fail(Exception error)
    {
        foreach (var given in _given)
        {
            given?.TrySetException(error);
        }

        return false;
    }

    /// <summary>
    /// Waits until it is given. The mean is added up in the order of the draws, whoever ended first; it lives in the caller's
    /// scope.
    /// </summary>
    /// <param name="target">Not the labels.</param>
    public Tensor Take(DrawTarget target)
    {
        if (target is DrawTarget.Largest)
        {
            return Wait(_given[_largest]!);
        }

        Tensor[] teachers = [.. _given.OfType<TaskCompletionSource<Tensor>>().Select(Wait)];
        return teachers.Aggregate((sum, probabilities) => sum + probabilities) / teachers.Length;
    }

    public void Dispose()
    {
        foreach (var given in _given)
        {
            if (given?.Task.IsCompletedSuccessfully is true)
            {
                given.Task.Result.Dispose();
            }
        }
    }

    private static Tensor Wait(TaskCompletionSource<Tensor> given) => given.Task.GetAwaiter().GetResult();
}
