using System.Collections.Immutable;

namespace NasStudio.Datasets.Downloads;

/// <summary>
/// The data sets that can be fetched. Sizes and SHA-256 are those that TensorFlow Datasets pins (url_checksums); they
/// belong to the same files as the MD5 that the authors publish.
/// </summary>
internal static class KnownDatasets
{
    // yann.lecun.com no longer serves the files; this is the Common Visual Data Foundation's copy of them.
    private const string MnistAddress = "https://storage.googleapis.com/cvdf-datasets/mnist/";
    private const string FashionAddress = "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/";

    public static KnownDataset Mnist { get; } = new(
        new DatasetDescription(
            "mnist",
            "MNIST",
            "Handwritten digits, Y. LeCun, C. Cortes, C. J. C. Burges (CC BY-SA 3.0).",
            1,
            28,
            28,
            ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
            60_000,
            10_000),
        [
            Remote(MnistAddress, "train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
            Remote(MnistAddress, "train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
            Remote(MnistAddress, "t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
            Remote(MnistAddress, "t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
        ]);

    public static KnownDataset FashionMnist { get; } = new(
        new DatasetDescription(
            "fashion-mnist",
            "Fashion-MNIST",
            "Zalando's article images, H. Xiao, K. Rasul, R. Vollgraf (MIT).",
            1,
            28,
            28,
            ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
            60_000,
            10_000),
        [
            Remote(FashionAddress, "train-images-idx3-ubyte.gz", 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
            Remote(FashionAddress, "train-labels-idx1-ubyte.gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
            Remote(FashionAddress, "t10k-images-idx3-ubyte.gz", 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
            Remote(FashionAddress, "t10k-labels-idx1-ubyte.gz", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
        ]);

    public static KnownDataset Cifar10 { get; } = new(
        new DatasetDescription(
            "cifar10",
            "CIFAR-10",
            "Tiny colour photographs, A. Krizhevsky, V. Nair, G. Hinton, University of Toronto.",
            3,
            32,
            32,
            ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
            50_000,
            10_000),
        [
            Remote("https://www.cs.toronto.edu/~kriz/", "cifar-10-binary.tar.gz", 170_052_171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
        ]);

    public static ImmutableArray<KnownDataset> All { get; } = [Mnist, FashionMnist, Cifar10];

    public static KnownDataset? Find(string name) => All.FirstOrDefault(known => known.Description.Name == name);

    private static RemoteFile Remote(string folder, string name, long bytes, string sha256) => new(new Uri(folder + name), bytes, sha256);
}
