/** What patients ask about most, in the order of a day: make-up, sun, water and heat, sport, skin care, hair, treatments, medicine. */
export const USUAL_TOPICS = [
  ...["make-up", "mineral-make-up", "mascara", "lip-balm", "sunscreen", "sun", "tanning-bed", "self-tan"],
  ...["shower", "bath", "hair-wash", "swimming", "sauna", "exercise", "sweating", "flying"],
  ...["alcohol", "smoking", "cleanser", "moisturizer", "serum", "hyaluronic-acid", "retinol", "vitamin-c"],
  ...["acid", "exfoliation", "face-mask", "healing-ointment", "perfume", "shaving", "waxing", "hair-colour"],
  ...["facial", "chemical-peel", "laser", "botox", "painkiller", "ibuprofen", "ice", "touching"],
] as const;
