using NasStudio.Core.Documents;

namespace NasStudio.Core.Experiments;

/// <summary>
/// Whether the supernet orders subnets as training them alone does: after the search some are trained from fresh weights, with
/// the supernet's recipe, and evaluated on the validation split.
/// </summary>
/// <param name="Subnets">Spread over the MACs of those evaluated, the front among them; fewer where fewer were evaluated.</param>
/// <param name="Epochs">Of each training; by default those of the supernet.</param>
/// <param name="Seeds">Trainings of each subnet, from the experiment's seed on; its accuracy is their mean.</param>
public sealed record StandAloneOptions(int Subnets, int Epochs, int Seeds)
{
    /// <summary>As many as ranks are compared over (contracts of the field: at least 20).</summary>
    public const int DefaultSubnets = 20;

    /// <summary>Fewer have no order to speak of.</summary>
    public const int MinimumSubnets = 3;

    public const int MaximumSubnets = 1000;
    public const int MaximumSeeds = 10;

    /// <summary>Reads "evaluation" of an experiment document; null where no subnet is to be trained alone.</summary>
    /// <param name="epochs">Of the supernet.</param>
    internal static StandAloneOptions? Read(DocumentReader? evaluation, int epochs)
    {
        var section = evaluation?.Child("standAlone");
        var options = section is null ? null : new StandAloneOptions(
            section.WholeNumber("subnets", DefaultSubnets, MinimumSubnets, MaximumSubnets),
            section.WholeNumber("epochs", epochs, 1, TrainingOptions.MaximumEpochs),
            section.WholeNumber("seeds", 1, 1, MaximumSeeds));
        section?.End();
        evaluation?.End();
        return options;
    }
}
