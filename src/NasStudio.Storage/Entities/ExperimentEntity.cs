namespace NasStudio.Storage.Entities;

internal sealed class ExperimentEntity
{
    /// <summary>Small and ascending in order of creation; never leaves the database.</summary>
    public long Key { get; set; }

    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>As submitted.</summary>
    public required string Json { get; set; }

    /// <summary>The same with everything filled in, as ExperimentJson writes it.</summary>
    public required string Document { get; set; }

    public DateTimeOffset Created { get; set; }

    public string? IdempotencyKey { get; set; }

    /// <summary>One a line.</summary>
    public string Tags { get; set; } = "";

    /// <summary>Markdown.</summary>
    public string Notes { get; set; } = "";

    /// <summary>What a search looks through, in lower case; empty in rows from before there was one.</summary>
    public string SearchText { get; set; } = "";

    /// <summary>When it was hidden; null: it is shown.</summary>
    public DateTimeOffset? Hidden { get; set; }

    public List<RunEntity> Runs { get; set; } = [];
}
