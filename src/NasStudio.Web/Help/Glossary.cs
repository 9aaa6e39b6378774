using System.Collections.Frozen;

namespace NasStudio.Web.Help;

/// <summary>The field's words in one to three plain sentences, where someone meets them for the first time.</summary>
public static class Glossary
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["supernet"] = "One large network that contains all networks of a search space and is trained once. Each smaller network borrows its weights from it, so that it need not be trained to be judged.",
        ["subnet"] = "One network of the search space: one choice for every decision, with weights cut out of the supernet.",
        ["search space"] = "All networks that may be built: stages of blocks, and for each the allowed depths, widths, kernels and so on.",
        ["sandwich"] = "Each training step trains the largest subnet, the smallest one and some random ones; the largest teaches the others (Yu and others, 2020). The ends of the space are then never neglected.",
        ["sampler"] = "Decides which subnets of the supernet each training step trains. Sandwich takes the largest, the smallest and random ones; the complexity-aware ones also look at MACs.",
        ["complexity-aware"] = "A sampler that draws subnets from levels of MACs, so that one step trains subnets of similar cost, whose gradients agree better (ElasticViT, 2023).",
        ["recalibrated"] = "Batch-norm statistics (mean and variance of each channel) measured anew for one subnet on training images. The supernet's own would fit no subnet, and accuracies would be far too low.",
        ["hypervolume"] = "How good a whole front is, in one number: the part of a fixed box, between the worst values worth having and the best ones imaginable, that the front dominates. Larger is better, 1 cannot be surpassed.",
        ["box"] = "The rectangle whose dominated part is the hypervolume, fixed when a search starts: accuracy from chance to 1, cost from 0 to 1.1 times that of the largest subnet. Fronts are only comparable in the same box.",
        ["pareto front"] = "The subnets that no other beats in both objectives at once: to be more accurate than one of them, a network must also cost more.",
        ["front"] = "The Pareto front: the subnets that no other beats in both objectives at once. To be more accurate than one of them, a network must also cost more.",
        ["knowledge distillation"] = "A small network learns from the answers of a larger one, not only from the labels: the answers also say which wrong classes are nearly right.",
        ["macs"] = "Multiply-accumulate operations for one image, the usual measure of a network's computing cost. Papers often call them FLOPs.",
        ["latency"] = "Time to classify one image on this device, in milliseconds. Measured ones come from timed runs in ONNX Runtime; estimated ones from a model fitted to measured subnets.",
        ["linas"] = "A search in rounds: fit a cheap predictor to all measured subnets, let an evolution explore with predictions only, then measure the most promising ones (Cummings and others, 2022).",
        ["nsga-ii"] = "An evolution with several objectives: it keeps the subnets on the best fronts, prefers those in sparse regions, and breeds new ones by crossover and mutation (Deb and others, 2002).",
        ["strategy"] = "How the search chooses which subnets to measure next. Random draws; NSGA-II evolves a population; LINAS and others fit a predictor and measure what it finds promising.",
        ["baseline"] = "Random search with the same budget, beside the search. A strategy that does not beat it adds nothing.",
        ["regret"] = "How far the best row found so far is from the best one of the table, in the objective's unit. It falls to 0 when the best is found.",
        ["evaluations"] = "Distinct subnets whose accuracy and cost were determined. Each counts once, however often it is proposed.",
        ["seed"] = "The number from which all chance of a run is derived. The same seed gives the same run; different seeds show how much is luck.",
        ["repeats"] = "The search is done again with the next seed. Only several searches show how much of a difference is luck, and give an interval.",
        ["population"] = "How many subnets an evolution keeps at a time: parents of the next ones.",
        ["interval"] = "With 95 % confidence the mean over all possible seeds lies within (Student's t over the seeds that were run). Intervals that overlap widely mean that no difference is shown.",
        ["warm start"] = "The search begins with what earlier experiments measured, and need not find it again.",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> All => Words.Keys;

    /// <summary>Null where the word explains itself.</summary>
    public static string? Find(string word) => Words.GetValueOrDefault(word);
}
