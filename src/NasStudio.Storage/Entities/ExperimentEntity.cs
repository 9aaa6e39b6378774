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

    public List<RunEntity> Runs { get; set; } = [];
}
