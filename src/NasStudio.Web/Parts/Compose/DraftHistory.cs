namespace NasStudio.Web.Parts.Compose;

/// <summary>Earlier versions of a text, and those that were undone. What is typed at one place without a pause is one version.</summary>
internal sealed class DraftHistory
{
    /// <summary>Beyond it the oldest are forgotten.</summary>
    private const int Remembered = 200;
    private readonly LinkedList<string> _past = new();
    private readonly Stack<string> _future = new();
    private string? _typing;

    public bool CanUndo => _past.Count > 0;

    public bool CanRedo => _future.Count > 0;

    /// <summary>Keeps a version that is about to be replaced.</summary>
    /// <param name="typedAt">The place that is typed into; null for a change that stands alone.</param>
    public void Keep(string text, string? typedAt)
    {
        _future.Clear();
        if (typedAt is null || typedAt != _typing)
        {
            _past.AddLast(text);
        }

        if (_past.Count > Remembered)
        {
            _past.RemoveFirst();
        }

        _typing = typedAt;
    }

    /// <summary>What is typed from now on is another version.</summary>
    public void Settle() => _typing = null;

    /// <returns>The version before; null where there is none.</returns>
    public string? Undo(string present)
    {
        if (_past.Last is not { Value: var text })
        {
            return null;
        }

        _past.RemoveLast();
        _future.Push(present);
        _typing = null;
        return text;
    }

    /// <returns>The version that was undone last; null where there is none.</returns>
    public string? Redo(string present)
    {
        if (!_future.TryPop(out var text))
        {
            return null;
        }

        _past.AddLast(present);
        _typing = null;
        return text;
    }
}
