namespace NasStudio.Core.Experiments;

/// <summary>A trained model that teaches the draws which learn from the labels; one of name and file is given.</summary>
/// <param name="Name">Of a model in the home's folder of teachers.</param>
/// <param name="File">Path of an ONNX file; only on the worker's command line.</param>
public sealed record TeacherOptions(string? Name = null, string? File = null)
{
    public const double MinimumTemperature = 0.01;
    public const double MaximumTemperature = 100;

    /// <summary>The teacher's logits are divided by it: below 1 it is surer than it was (ElasticViT: 0.2).</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Weight of the labels in the loss; the teacher has the rest (ElasticViT with one teacher: ½).</summary>
    public double Labels { get; init; } = 0.5;

    /// <summary>As people call it.</summary>
    public string Title => Name ?? File ?? "";
}

/// <summary>What a model reads and says. A null size is free.</summary>
/// <param name="Batch">Images at once; null: any number.</param>
public sealed record TeacherFacts(int? Batch, int Channels, int? Height, int? Width, int Classes);

/// <summary>The models that may teach.</summary>
/// <param name="Names">For the message about an unknown name.</param>
/// <param name="Find">By name; null where there is none. Throws <see cref="InvalidDataException"/> where the file is no such model.</param>
/// <param name="OpenFile">By path; null where files are not allowed. Throws as Find, or an exception of the file system.</param>
public sealed record TeacherShelf(IReadOnlyCollection<string> Names, Func<string, TeacherFacts?> Find, Func<string, TeacherFacts>? OpenFile = null)
{
    public static readonly TeacherShelf Empty = new([], _ => null);
}
