using NasStudio.Core.Experiments;

namespace NasStudio.Storage.Entities;

internal sealed class MetricEntity
{
    public long RunKey { get; set; }

    public long Seq { get; set; }

    public long Step { get; set; }

    public required string Name { get; set; }

    /// <summary>Null stands for NaN, which SQLite cannot hold.</summary>
    public double? Value { get; set; }
}

internal sealed class EvaluationEntity
{
    public long RunKey { get; set; }

    public long Seq { get; set; }

    /// <summary>From 1 where a table is searched; 0: a supernet was trained.</summary>
    public int Repeat { get; set; }

    public required string SubnetId { get; set; }

    public Fidelity Fidelity { get; set; }

    public DateTimeOffset Time { get; set; }

    /// <summary>JSON of the evaluation.</summary>
    public required string Payload { get; set; }
}

internal sealed class LogLineEntity
{
    public long RunKey { get; set; }

    public long Seq { get; set; }

    public DateTimeOffset Time { get; set; }

    public required string Level { get; set; }

    public required string Message { get; set; }
}
