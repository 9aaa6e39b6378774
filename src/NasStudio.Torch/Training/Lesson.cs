using static TorchSharp.torch;

namespace NasStudio.Torch.Training;

/// <summary>
/// The soft targets of a step: class probabilities [batch, classes] of its largest draw, without gradient, handed to draws
/// on other threads.
/// </summary>
internal sealed class Lesson : IDisposable
{
    private readonly TaskCompletionSource<Tensor?> _probabilities = new();

    /// <param name="isTaught">False where the step has no largest draw: then there is nothing to wait for.</param>
    public Lesson(bool isTaught)
    {
        if (!isTaught)
        {
            _probabilities.SetResult(null);
        }
    }

    public void Give(Tensor logits)
    {
        using var scope = NewDisposeScope();
        var probabilities = logits.detach().softmax(-1);
        if (_probabilities.TrySetResult(probabilities))
        {
            probabilities.DetachFromDisposeScope();
        }
    }

    /// <summary>A draw failed: those who wait must not wait for ever.</summary>
    /// <returns>False, for exception filters that only look.</returns>
    public bool Fail(Exception error)
    {
        _probabilities.TrySetException(error);
        return false;
    }

    /// <summary>Waits until it is given; null where the step has no teacher.</summary>
    public Tensor? Take() => _probabilities.Task.GetAwaiter().GetResult();

    public void Dispose()
    {
        if (_probabilities.Task.IsCompletedSuccessfully)
        {
            _probabilities.Task.Result?.Dispose();
        }
    }
}
