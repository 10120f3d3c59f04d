using System.Diagnostics.CodeAnalysis;

namespace Prefect.Flows;

/// <summary>Names for runs that are given none: an adjective and an animal, as <c>brisk-otter</c>.</summary>
internal static class RandomNames
{
    private static readonly string[] s_adjectives =
    [
        "able", "agile", "airy", "alert", "amber", "ample", "apt", "arctic", "ashen", "autumn", "avid", "azure", "balmy", "beaming", "blithe", "bold",
        "bonny", "brave", "breezy", "bright", "brisk", "broad", "bronze", "calm", "candid", "canny", "carmine", "cheery", "chief", "chilly", "civil",
        "clean", "clear", "clever", "coastal", "copper", "coral", "cosmic", "cosy", "crafty", "crimson", "crisp", "cunning", "curious", "daring",
        "deft", "dewy", "dogged", "dotted", "downy", "driven", "dusky", "dusty", "eager", "early", "earnest", "earthy", "easy", "elder", "elegant",
        "ember", "epic", "fabled", "fair", "faithful", "famous", "fearless", "feathered", "fertile", "festive", "fiery", "fine", "firm", "fleet",
        "fluent", "fond", "frank", "free", "fresh", "frosty", "frugal", "gallant", "gentle", "genial", "gilded", "glad", "gleaming", "glossy",
        "golden", "good", "graceful", "grand", "grassy", "grave", "great", "green", "happy", "hardy", "harmonic", "hasty", "hazel", "hearty",
        "hidden", "hollow", "honest", "hopeful", "humble", "icy", "ideal", "idle", "indigo", "inland", "ivory", "jade", "jaunty", "jolly", "jovial",
        "joyful", "just", "keen", "kind", "large", "lasting", "lavish", "leafy", "level", "light", "lilac", "limber", "lively", "lofty", "lone",
        "loyal", "lucid", "lucky", "lunar", "magnetic", "maroon", "marble", "mellow", "merry", "mighty", "mild", "mindful", "misty", "modest",
        "mossy", "mottled", "neat", "nimble", "noble", "northern", "novel", "oaken", "ochre", "olive", "open", "orange", "patient", "pearly", "perky",
        "placid", "plain", "playful", "plucky", "plum", "polar", "polite", "proud", "prudent", "pure", "quaint", "quick", "quiet", "radiant", "rapid",
        "ready", "regal", "robust", "rosy", "royal", "ruby", "rugged", "rural", "russet", "rustic", "sable", "sage", "sandy", "scarlet", "serene",
        "sharp", "shiny", "silent", "silver", "sincere", "sleek", "smart", "smooth", "snowy", "solar", "solid", "spirited", "spotted", "spry",
        "stable", "steady", "sterling", "stoic", "stout", "striped", "strong", "sturdy", "sunny", "sure", "swift", "tawny", "tender", "thrifty",
        "tidal", "tidy", "tranquil", "trusty", "upbeat", "upland", "valiant", "velvet", "verdant", "vernal", "violet", "vivid", "warm", "wary",
        "watchful", "wild", "windy", "wise", "witty", "wooden", "worthy", "young", "zany", "zesty",
    ];

    private static readonly string[] s_animals =
    [
        "aardvark", "adder", "agouti", "albatross", "alpaca", "anchovy", "anole", "ant", "antelope", "armadillo", "auk", "avocet", "axolotl",
        "badger", "barbel", "barnacle", "bat", "bear", "beaver", "bee", "beetle", "bison", "bittern", "blackbird", "bluejay", "boar", "bobcat",
        "bonobo", "bream", "buffalo", "bullfinch", "bunting", "bustard", "butterfly", "buzzard", "camel", "canary", "capybara", "caracal", "cardinal",
        "caribou", "carp", "cassowary", "cat", "catfish", "chaffinch", "chameleon", "cheetah", "chickadee", "chinchilla", "chipmunk", "cicada",
        "clam", "cobra", "cockatoo", "cod", "condor", "coot", "cormorant", "cougar", "coyote", "crab", "crane", "crayfish", "cricket", "crow",
        "cuckoo", "curlew", "deer", "dingo", "dipper", "dolphin", "donkey", "dormouse", "dove", "dragonfly", "duck", "dugong", "dunlin", "eagle",
        "echidna", "eel", "egret", "eider", "elephant", "elk", "emu", "ermine", "falcon", "ferret", "finch", "firefly", "flamingo", "flounder", "fox",
        "frog", "gannet", "gazelle", "gecko", "gerbil", "gibbon", "giraffe", "gnu", "goat", "godwit", "goldfinch", "goose", "gopher", "goshawk",
        "grebe", "grouse", "gull", "guppy", "haddock", "hake", "halibut", "hamster", "hare", "harrier", "hawk", "hedgehog", "heron", "herring",
        "hippo", "hornet", "horse", "hummingbird", "hyena", "ibex", "ibis", "iguana", "impala", "jackal", "jackdaw", "jaguar", "jay", "kestrel",
        "kingfisher", "kiwi", "koala", "kookaburra", "kudu", "ladybird", "lamprey", "lapwing", "lark", "lemming", "lemur", "leopard", "limpet",
        "linnet", "lion", "lizard", "llama", "lobster", "loon", "loris", "lynx", "macaw", "mackerel", "magpie", "mallard", "manatee", "mantis",
        "marlin", "marmot", "marten", "martin", "meerkat", "merlin", "minnow", "mole", "mongoose", "moose", "moth", "mouse", "mullet", "mussel",
        "narwhal", "newt", "nightingale", "nuthatch", "ocelot", "octopus", "okapi", "opossum", "orca", "oriole", "oryx", "osprey", "ostrich", "otter",
        "owl", "ox", "oyster", "panda", "pangolin", "panther", "parrot", "partridge", "peacock", "pelican", "penguin", "perch", "petrel", "pheasant",
        "pigeon", "pika", "pike", "pipit", "plover", "polecat", "pony", "porcupine", "porpoise", "puffin", "puma", "quail", "quetzal", "rabbit",
        "raccoon", "raven", "ray", "redstart", "reindeer", "robin", "rook", "salamander", "salmon", "sandpiper", "sardine", "seahorse", "seal",
        "serval", "shearwater", "sheep", "shrew", "shrike", "shrimp", "siskin", "skink", "skylark", "sloth", "snail", "snipe", "sparrow", "spoonbill",
        "squid", "squirrel", "starling", "stoat", "stork", "sturgeon", "swallow", "swan", "swift", "tamarin", "tapir", "teal", "tern", "terrapin",
        "thrush", "tiger", "toad", "tortoise", "toucan", "trout", "tuna", "turbot", "turtle", "viper", "vole", "vulture", "wagtail", "wallaby",
        "walrus", "warbler", "wasp", "waxwing", "weasel", "whale", "whelk", "whimbrel", "wigeon", "wolf", "wombat", "woodcock", "woodpecker", "wren",
        "yak", "zebra",
    ];

    /// <summary>Gives a name by chance. Some 70,000 are possible, so that two runs may have the same.</summary>
    [SuppressMessage("Security", "CA5394", Justification = "A name for people to talk about a run guards nothing.")]
    public static string Next() =>
        string.Concat(s_adjectives[Random.Shared.Next(s_adjectives.Length)], "-", s_animals[Random.Shared.Next(s_animals.Length)]);
}
