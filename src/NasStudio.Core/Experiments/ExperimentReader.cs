using NasStudio.Core.Documents;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Experiments;

/// <summary>Reads and checks an experiment document and fills in the defaults.</summary>
/// <param name="findSpace">Search space by name, built in or saved; null where there is none.</param>
/// <param name="spaceNames">For the message about an unknown name.</param>
/// <param name="datasets">What the catalogue can open, for names, sizes and shapes.</param>
public sealed class ExperimentReader(
    Func<string, SearchSpaceDocument?> findSpace,
    IReadOnlyCollection<string> spaceNames,
    IReadOnlyCollection<DatasetFacts> datasets)
{
    /// <exception cref="DocumentException">With every error found, those that only show against space and data set included.</exception>
    public ExperimentDocument Read(string json) =>
        throw new NotImplementedException($"{json}{findSpace}{spaceNames}{datasets}");
}

/// <summary>What an experiment must fit to.</summary>
/// <param name="Problem">Why it cannot be used now ("the folder … lacks …"); null where it is ready or downloadable.</param>
public sealed record DatasetFacts(string Name, int Channels, int Height, int Width, int Classes, int TrainImages, int TestImages, string? Problem);
